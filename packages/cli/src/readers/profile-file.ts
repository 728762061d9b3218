import type { RateProfile } from '@dynosim/models';
import { type CsvColumns, type CsvFile, readCsvFile } from './csv-file.ts';
import { GrowingColumn } from './growing-column.ts';
import { LogProfile } from './log-arrivals.ts';
import { numberOf, quoted, separatorHint } from './trace-columns.ts';

/**
 * Reads the file of `traffic.profile`: `second,requests` (a count for each row), `start,rate` (a rate from then on), or
 * a log of Heroku's router.
 */
export function readProfileFile(path: string): Promise<CsvFile<RateProfile>> {
  const columns = (header: readonly string[]): ProfileColumns => new ProfileColumns(header);
  return readCsvFile(path, { headerProblem, columns, rows: 'rows', log: () => new LogProfile() });
}

function headerProblem(header: readonly string[]): string | undefined {
  const has = (...names: string[]): boolean => names.every((name) => header.includes(name));
  if (has('second', 'requests') !== has('start', 'rate')) return undefined;
  return `expected the columns second,requests or start,rate; the first line has ${header.slice(0, 8).join(', ')}${separatorHint(header)}`;
}

/** The two columns that count, filled row by row. */
class ProfileColumns implements CsvColumns<RateProfile> {
  private readonly counts: boolean;
  private readonly timeIndex: number;
  private readonly valueIndex: number;
  private readonly times = new GrowingColumn();
  private readonly values = new GrowingColumn();

  constructor(header: readonly string[]) {
    this.counts = header.includes('second');
    this.timeIndex = header.indexOf(this.counts ? 'second' : 'start');
    this.valueIndex = header.indexOf(this.counts ? 'requests' : 'rate');
  }

  take(fields: readonly string[]): string | undefined {
    const time = numberOf(fields[this.timeIndex] ?? '');
    const value = numberOf(fields[this.valueIndex] ?? '');
    if (!(time >= 0 && time < Number.POSITIVE_INFINITY))
      return `expected seconds, 0 or more, got ${quoted(fields[this.timeIndex] ?? '')}`;
    if (!this.isEmpty && time <= this.times.last)
      return `${time} does not come after the row before, ${this.times.last}`;
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY))
      return `expected ${this.counts ? 'a count' : 'a rate per second'}, 0 or more, got ${quoted(fields[this.valueIndex] ?? '')}`;
    this.times.push(time);
    this.values.push(value);
    return undefined;
  }

  get isEmpty(): boolean {
    return this.times.last === Number.NEGATIVE_INFINITY;
  }

  /** The last row lasts as long as the one before it, or a second if it is the only one; the day begins at 0. */
  value(): RateProfile {
    const times = this.times.doubles();
    const values = this.values.doubles();
    const last = times.length - 1;
    const width = (i: number): number =>
      i < last ? times[i + 1]! - times[i]! : last > 0 ? times[last]! - times[last - 1]! : 1;
    const rate = new Float64Array(new SharedArrayBuffer(8 * times.length));
    const start = new Float64Array(new SharedArrayBuffer(8 * times.length));
    for (let i = 0; i <= last; i++) {
      start[i] = times[i]! - times[0]!;
      rate[i] = this.counts ? values[i]! / width(i) : values[i]!;
    }
    return { start, rate, end: start[last]! + width(last) };
  }
}
