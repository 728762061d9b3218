import { styleText } from 'node:util';
import type { Figure, Result } from '@dynosim/models';
import { valueText } from '../readers/sweep-plan.ts';
import { isExhausted } from './exhaustion.ts';
import { printable, shortened } from './printable.ts';
import { significant } from './quantity-text.ts';
import type { SweepLine } from './sweep-line.ts';
import { wrapped } from './wrapped.ts';

interface Column {
  readonly title: string;
  readonly cell: (line: SweepLine) => string;
}

/** A value of a scenario may be a whole map. */
const WIDEST_VALUE = 24;
const GAP = '  ';

const COLOURS = { green: ['holds'], red: ['fails', 'saturated'], yellow: ['unsure', 'full'] } as const;

const FIGURES: readonly Column[] = [
  { title: 'verdict', cell: verdictWord },
  { title: 'req/s', cell: ({ throughputPerSecond: { value } }) => (value === null ? '-' : significant(value)) },
  { title: 'p95 ms', cell: ({ latencyMs }) => withWidth(latencyMs.p95) },
  { title: 'p99 ms', cell: ({ latencyMs }) => withWidth(latencyMs.p99) },
  { title: 'fail', cell: failures },
  { title: 'limit', cell: ({ bottleneck }) => (bottleneck === null ? '-' : significant(bottleneck.limitPerSecond)) },
  { title: 'USD', cell: ({ cost }) => (cost === null ? '-' : String(cost.perMonthUsd)) },
];

/** The cells of a sweep for a person: a table, or one figure a line where the terminal is too narrow for it. */
export function sweepTable(lines: readonly SweepLine[], width: number, isColoured: boolean): string {
  const paths = Object.keys(lines[0]?.cell ?? {});
  const names = shortNames(paths);
  const varied = paths.map((path, i) => ({ title: names[i]!, cell: ({ cell }: SweepLine) => variedText(cell[path]) }));
  const columns = [...varied, ...FIGURES];
  const texts = lines.map((line) => columns.map(({ cell }) => cell(line)));
  const widths = columns.map(({ title }, i) => Math.max(title.length, ...texts.map((row) => row[i]!.length)));
  const paint = isColoured ? coloured : (text: string): string => text;
  const verdictAt = varied.length;
  if (widths.reduce((sum, one) => sum + one + GAP.length, -GAP.length) > width) {
    return texts.map((row) => block(columns, row, width)).join('\n');
  }
  const padded = (row: readonly string[]): string[] =>
    row.map((text, i) => (i === verdictAt ? text.padEnd(widths[i]!) : text.padStart(widths[i]!)));
  const heading = padded(columns.map(({ title }) => title))
    .join(GAP)
    .trimEnd();
  const rows = texts.map((row) =>
    padded(row)
      .map((text, i) => (i === verdictAt ? paint(text) : text))
      .join(GAP)
      .trimEnd(),
  );
  return `${[heading, ...rows].join('\n')}\n`;
}

/** What the columns mean and what the figures rest on. */
export function sweepLegend(lines: readonly SweepLine[]): string {
  const [first] = lines;
  if (first === undefined) return '';
  const requests = lines.reduce((sum, { requests, replications }) => sum + requests.arrived * replications, 0);
  const runs = `${significant(requests)} requests that count, the same random numbers in every cell, seed ${shortened(first.seed, 20)}`;
  const meaning =
    'req/s: answers with any status. ±: half the width of the 95 % interval. limit: requests per second at which the first resource gives out. USD: a month of these dynos.';
  return `${[...wrapped(meaning, '', ''), ...wrapped(runs, '', '')].join('\n')}\n`;
}

function block(columns: readonly Column[], row: readonly string[], width: number): string {
  const label = Math.max(...columns.map(({ title }) => title.length));
  return `${columns.map(({ title }, i) => shortened(`${title.padEnd(label)}  ${row[i]}`, width).trimEnd()).join('\n')}\n`;
}

function coloured(text: string): string {
  const colour = (Object.keys(COLOURS) as (keyof typeof COLOURS)[]).find((name) =>
    (COLOURS[name] as readonly string[]).includes(text.trim()),
  );
  return colour === undefined ? text : styleText(colour, text, { validateStream: false });
}

/** The last parts of the paths, as many as it takes to tell them apart. */
export function shortNames(paths: readonly string[]): string[] {
  return paths.map((path) => {
    const parts = path.split('.');
    for (let n = 1; n < parts.length; n++) {
      const name = parts.slice(-n).join('.');
      if (paths.every((other) => other === path || !`.${other}`.endsWith(`.${name}`))) return name;
    }
    return path;
  });
}

function variedText(value: unknown): string {
  return shortened(printable(valueText(value ?? null)), WIDEST_VALUE);
}

function verdictWord(line: Result): string {
  const words = { ok: 'holds', 'slo-missed': 'fails', unsure: 'unsure', saturated: 'saturated' } as const;
  if (line.verdict !== 'ok' || line.slo.length > 0) return words[line.verdict];
  if (line.horizon !== 'steady') return 'done';
  return isExhausted(line) ? 'full' : 'stable';
}

/** `408 ±2%`; where the slowest requests are too few to set a limit `±?`, also in a line that was read back. */
function withWidth({ value, low, high }: Figure): string {
  if (value === null) return '-';
  const shown = significant(value);
  if (low === null || value === 0) return shown;
  if (high === null || high === Number.POSITIVE_INFINITY) return `${shown} ±?`;
  return `${shown} ±${Number(((100 * (high - low)) / 2 / value).toPrecision(1))}%`;
}

function failures({ errors, verdict }: Result): string {
  const { value } = errors.rate;
  if (value === null || verdict === 'saturated') return '-';
  return value === 0 ? '0' : `${Number((value * 100).toPrecision(2))}%`;
}
