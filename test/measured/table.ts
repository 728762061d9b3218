import type { CaseRow } from './judge-case.ts';

/** The head line of a case. */
export function caseLine({ case: name, runs, verdict, reason }: CaseRow): string {
  const what = reason ? `${verdict} (${reason})` : `${verdict}, ${runs} run${runs === 1 ? '' : 's'}`;
  return `${name.padEnd(34)} ${what}`;
}

/** One line a figure: measured, predicted, error, bar. */
export function figureLines({ figures }: CaseRow): string[] {
  return figures.map(({ figure, unit, measured, predicted, error, bar, holds }) => {
    const percent = measured === 0 ? '' : `${signed((100 * error) / measured, 1)} %`;
    const columns = [
      `measured ${number(measured)}${unit}`,
      `predicted ${number(predicted)}${unit}`,
      `error ${signed(error, 2)}${unit} ${percent}`,
    ];
    return `    ${figure.padEnd(8)} ${columns.map((c) => c.padEnd(22)).join(' ')} bar ${number(bar)}${unit} ${holds ? '' : '  <-- outside'}`.trimEnd();
  });
}

export function closingLine(within: number, counted: number): string {
  return `${within} of ${counted} within the bar`;
}

function number(x: number): string {
  return x.toPrecision(4).replace(/\.?0+$/, (zeros) => (zeros.includes('.') ? '' : zeros));
}

function signed(x: number, digits: number): string {
  return (x >= 0 ? '+' : '') + x.toFixed(digits);
}
