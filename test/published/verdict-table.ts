import type { Judgement } from './judge.ts';
import type { CaseVerdict, VariantVerdict } from './verdict.ts';

const HEADINGS = ['case', 'figure', 'expected', 'predicted', '+-', 'allowed', 'error', 'z', 'verdict'];

/** A line for each check; the id of the case stands before its first one. */
export function verdictTable(verdicts: readonly CaseVerdict[]): string {
  const lines = verdicts.flatMap((verdict) => {
    const cells = verdict.variants.flatMap(variantCells);
    return cells.map((line, i) => [i === 0 ? verdict.id : '', ...line]);
  });
  return aligned([HEADINGS, ...lines]);
}

function variantCells(variant: VariantVerdict): string[][] {
  const name = variant.label === '' ? '' : `${variant.label}: `;
  if (variant.outside !== '') return [[`${name}-`, '-', '-', '-', '-', '-', '-', `outside: ${variant.outside}`]];
  return variant.judgements.map((judgement) => [name + judgement.path, ...judgementCells(judgement)]);
}

function judgementCells({
  expected,
  predicted,
  halfWidth,
  tolerance,
  error,
  z,
  holds,
  reason,
  fitted,
}: Judgement): string[] {
  const relative = error === null || expected === 0 ? short(error) : `${(100 * error).toFixed(2)} %`;
  const verdict = holds ? 'holds' : `MISSES: ${reason}`;
  return [
    short(expected),
    short(predicted),
    short(halfWidth),
    short(tolerance),
    relative,
    z === null ? '-' : z.toFixed(2),
    fitted ? `${verdict} (fitted)` : verdict,
  ];
}

function short(x: number | null): string {
  return x === null ? '-' : String(Number(x.toPrecision(5)));
}

/** Columns as wide as their widest cell; words to the left, numbers to the right. */
function aligned(lines: readonly (readonly string[])[]): string {
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const pad = (cell: string, column: number): string => {
    if (column === HEADINGS.length - 1) return cell;
    return column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!);
  };
  return lines.map((line) => line.map(pad).join('  ').trimEnd()).join('\n');
}
