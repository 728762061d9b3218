import type { RateProfile, ReplayTrace } from '@dynosim/models';
import type { CsvColumns } from './csv-file.ts';
import { GrowingColumn } from './growing-column.ts';
import { LIMITS } from './limits.ts';
import { framesOf, readRouterLine } from './router-line.ts';

/** When the requests of a router log arrived: each line is stamped at its end, and says how long it took. */
class LogArrivals {
  private readonly stamps = new GrowingColumn();
  private readonly durations = new GrowingColumn();
  private count = 0;

  /** Takes a line over, or says what is wrong with it; lines of others than the router are passed by. */
  take([line]: readonly string[]): string | undefined {
    for (const frame of framesOf(line!)) {
      const read = readRouterLine(frame);
      if (typeof read === 'string') return read;
      if (read === undefined) continue;
      if (++this.count > LIMITS.traceRows) return `more than ${LIMITS.traceRows} arrivals`;
      this.stamps.push(read.stamp);
      this.durations.push(read.duration);
    }
    return undefined;
  }

  get isEmpty(): boolean {
    return this.count === 0;
  }

  /** Ascending [s since 1970]; those that are only known to the second are spread over it, in the order of the file. */
  protected times(): Float64Array {
    const stamps = this.stamps.doubles();
    const durations = this.durations.doubles();
    const isWhole = stamps.every(Number.isInteger);
    const times = new Float64Array(new SharedArrayBuffer(8 * this.count));
    for (let first = 0; first < this.count; ) {
      let next = first + 1;
      while (isWhole && stamps[next] === stamps[first]) next += 1;
      for (let i = first; i < next; i++) {
        const within = isWhole ? (i - first + 0.5) / (next - first) : 0;
        times[i] = stamps[i]! + within - durations[i]!;
      }
      first = next;
    }
    return times.sort();
  }
}

/** The arrivals of a router log for `traffic.replay`, from the first one on; demands are not in it. */
export class LogTrace extends LogArrivals implements CsvColumns<ReplayTrace> {
  value(): ReplayTrace {
    const arrival = this.times();
    const start = arrival[0]!;
    // To the microsecond of the stamps: what is below it is rounding.
    for (let i = 0; i < arrival.length; i++) arrival[i] = Math.round((arrival[i]! - start) * 1e6) / 1e6;
    return { arrival };
  }
}

/** The arrivals of a router log for `traffic.profile`: their number in each second of its clock. */
export class LogProfile extends LogArrivals implements CsvColumns<RateProfile> {
  value(): RateProfile {
    const times = this.times();
    const first = Math.floor(times[0]!);
    const seconds = Math.floor(times[times.length - 1]!) - first + 1;
    const start = new Float64Array(new SharedArrayBuffer(8 * seconds)).map((_, second) => second);
    const rate = new Float64Array(new SharedArrayBuffer(8 * seconds));
    for (const time of times) rate[Math.floor(time) - first]! += 1;
    return { start, rate, end: seconds };
  }
}
