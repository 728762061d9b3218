import { type MeasuredPercentile, measuredPercentiles } from '@dynosim/charts';
import type { CsvColumns } from './csv-file.ts';
import { GrowingColumn } from './growing-column.ts';
import { numberOf, quoted, separatorHint } from './trace-columns.ts';

/** The figures of a measured run, wherever it is called what. */
export interface MeasuredFigures {
  readonly requests: number | undefined;
  readonly percentiles: readonly MeasuredPercentile[];
}

/** What is wrong with a header, or nothing. */
export function measuredHeaderProblem(header: readonly string[]): string | undefined {
  if (header.includes('latency_ms')) return undefined;
  return `no column is called latency_ms (a response time in milliseconds); the first line has ${header.slice(0, 8).join(', ')}${separatorHint(header)}`;
}

/** Rows of `latency_ms`, one for each request, or of `percentile,latency_ms`; other columns are not read. */
export class MeasuredColumns implements CsvColumns<MeasuredFigures> {
  private readonly latencyIndex: number;
  private readonly shareIndex: number;
  private readonly times = new GrowingColumn();
  private readonly percentiles: MeasuredPercentile[] = [];
  private rows = 0;

  constructor(header: readonly string[]) {
    this.latencyIndex = header.indexOf('latency_ms');
    this.shareIndex = header.indexOf('percentile');
  }

  take(fields: readonly string[]): string | undefined {
    if (this.latencyIndex === -1) return 'expected a CSV file with the column latency_ms';
    const text = fields[this.latencyIndex] ?? '';
    const ms = numberOf(text);
    if (!(ms >= 0 && ms < Number.POSITIVE_INFINITY)) return `expected milliseconds, 0 or more, got ${quoted(text)}`;
    this.rows += 1;
    if (this.shareIndex === -1) {
      this.times.push(ms);
      return undefined;
    }
    const name = fields[this.shareIndex] ?? '';
    const share = readShare(name);
    if (share === undefined) return `expected a percentile such as p95 or 99.9, got ${quoted(name)}`;
    this.percentiles.push({ share, ms });
    return undefined;
  }

  get isEmpty(): boolean {
    return this.rows === 0;
  }

  value(): MeasuredFigures {
    if (this.shareIndex !== -1) return { requests: undefined, percentiles: sorted(this.percentiles) };
    return { requests: this.rows, percentiles: measuredPercentiles(this.times.doubles().sort()) };
  }
}

/** The fraction that `p95`, `95`, `p99.9`, `p999` name; undefined for any other text. */
export function readShare(name: string): number | undefined {
  const digits = /^\s*p?(\d{1,2}(?:\.\d+)?|\d{3,4})\s*%?\s*$/i.exec(name)?.[1];
  if (digits === undefined) return undefined;
  // p999 is 99.9 %, p9999 is 99.99 %.
  const percent =
    digits.includes('.') || digits.length <= 2 ? Number(digits) : Number(`${digits.slice(0, 2)}.${digits.slice(2)}`);
  return percent > 0 && percent < 100 ? Number((percent / 100).toPrecision(9)) : undefined;
}

/** By share. */
export function sorted(percentiles: readonly MeasuredPercentile[]): MeasuredPercentile[] {
  return [...percentiles].sort((a, b) => a.share - b.share);
}
