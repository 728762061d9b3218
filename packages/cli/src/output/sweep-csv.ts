import { valueText } from '../readers/sweep-plan.ts';
import type { SweepLine } from './sweep-line.ts';

type Value = string | number | null | undefined;

/** Columns after those of the varied paths; units in the names, nothing where there is no figure. */
const COLUMNS: Readonly<Record<string, (line: SweepLine) => Value>> = {
  verdict: ({ verdict }) => verdict,
  throughput_per_second: ({ throughputPerSecond }) => throughputPerSecond.value,
  mean_ms: ({ latencyMs }) => latencyMs.mean.value,
  p50_ms: ({ latencyMs }) => latencyMs.p50.value,
  p95_ms: ({ latencyMs }) => latencyMs.p95.value,
  p95_low_ms: ({ latencyMs }) => latencyMs.p95.low,
  p95_high_ms: ({ latencyMs }) => latencyMs.p95.high,
  p99_ms: ({ latencyMs }) => latencyMs.p99.value,
  p99_low_ms: ({ latencyMs }) => latencyMs.p99.low,
  p99_high_ms: ({ latencyMs }) => latencyMs.p99.high,
  error_rate: ({ errors, verdict }) => (verdict === 'saturated' ? null : errors.rate.value),
  workers_utilisation: ({ utilisation }) => utilisation.workers.value,
  cpu_utilisation: ({ utilisation }) => utilisation.cpu.value,
  memory_peak_mb: ({ memoryMb }) => memoryMb?.peak,
  connections_peak: ({ database }) => database?.connections.peak,
  nearest_ceiling: ({ ceilings }) => ceilings[0]?.ceiling,
  ceiling_share: ({ ceilings }) => ceilings[0]?.share,
  limit_per_second: ({ bottleneck }) => bottleneck?.limitPerSecond,
  limited_by: ({ bottleneck }) => bottleneck?.resource,
  cost_per_month_usd: ({ cost }) => cost?.perMonthUsd,
};

/** The cells of a sweep as CSV (RFC 4180), one a row. */
export function sweepCsv(lines: readonly SweepLine[]): string {
  const paths = Object.keys(lines[0]?.cell ?? {});
  const rows = lines.map((line) => [
    ...paths.map((path) => field(valueText(line.cell[path] ?? null))),
    ...Object.values(COLUMNS).map((column) => field(column(line))),
  ]);
  return [[...paths.map(field), ...Object.keys(COLUMNS)], ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

/** A spreadsheet takes a text that begins with one of these for a formula: the apostrophe keeps it a text. */
const FORMULA = /^[=+\-@\t\r]/;

function field(value: Value): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
