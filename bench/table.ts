import type { Row } from './rounds.ts';

/** 10 runs of 20 million requests of the reference, in milliseconds: what all programs must come near. */
const LONG_RUNS = ['149.45', '110.56', '405.01', '634.05'];

const HEADINGS = ['program', 'requests', 'ns/request', 'min-max', 'ratio', 'min-max', 'by plain', 'events', 'peak MB'];
const RESPONSES = ['mean ms', 'p50', 'p95', 'p99'];

export function roundsTable(rows: readonly Row[]): string {
  const known = ['(long runs)', ...HEADINGS.slice(1).map(() => ''), ...LONG_RUNS];
  return table([[...HEADINGS, ...RESPONSES], ...rows.map(cells), known]);
}

function cells(row: Row): string[] {
  return [
    row.name,
    String(row.requests),
    row.ns.toFixed(0),
    span(row.nsMin, row.nsMax, 0),
    row.ratio === null ? '-' : row.ratio.toFixed(2),
    row.ratioMin === null || row.ratioMax === null ? '-' : span(row.ratioMin, row.ratioMax, 2),
    row.ratioToPlain === null ? '-' : row.ratioToPlain.toFixed(2),
    row.eventsPerRequest === null ? '-' : row.eventsPerRequest.toFixed(2),
    row.peakMb.toFixed(0),
    ...[row.meanMs, row.p50Ms, row.p95Ms, row.p99Ms].map((ms) => ms.toFixed(2)),
  ];
}

function span(low: number, high: number, digits: number): string {
  return `${low.toFixed(digits)}-${high.toFixed(digits)}`;
}

/** Columns as wide as their widest cell; the first to the left, numbers to the right. */
export function table(lines: readonly (readonly string[])[]): string {
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!);
  return lines.map((line) => line.map(pad).join('  ').trimEnd()).join('\n');
}
