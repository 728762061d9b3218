/** A time series as plain data, one entry a bin. */
export interface SeriesSummary {
  /** Width of a bin [s]. */
  readonly width: number;
  readonly arrived: Float64Array;
  /** Requests that nobody holds any more, neither client nor server. */
  readonly released: Float64Array;
  /** Outcomes in the bin, how many of them bad, and the sum of their response times [s]. */
  readonly finished: Float64Array;
  readonly failed: Float64Array;
  readonly sumOfTimes: Float64Array;
  /** Counts by bin and coarse bucket of the response time. */
  readonly coarse: Uint32Array;
}

/** Eight buckets an octave: a percentile of a bin is good to 6 %, enough for a curve over time. */
const SUB_BITS = 3;
const LOWEST_EXPONENT = -10; // 2^-10 s, 1 ms
const BASE = (1023 + LOWEST_EXPONENT) << SUB_BITS;
export const COARSE_BUCKETS = 24 << SUB_BITS;

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

/** Middle of a coarse bucket [s]. */
export function coarseMiddle(bucket: number): number {
  words[0] = 0;
  words[1] = ((bucket + BASE) << (20 - SUB_BITS)) | (1 << (19 - SUB_BITS));
  return double[0]!;
}

/** What happened when, in equal bins over the run; the last bin holds what comes later. Hot: a few additions. */
export class Series {
  private readonly last: number;
  private readonly perSecond: number;
  private readonly columns: SeriesSummary;

  constructor(points: number, end: number) {
    this.last = points - 1;
    this.perSecond = points / end;
    this.columns = {
      width: end / points,
      arrived: new Float64Array(points),
      released: new Float64Array(points),
      finished: new Float64Array(points),
      failed: new Float64Array(points),
      sumOfTimes: new Float64Array(points),
      coarse: new Uint32Array(points * COARSE_BUCKETS),
    };
  }

  arrived(now: number): void {
    this.columns.arrived[this.bin(now)]! += 1;
  }

  released(now: number): void {
    this.columns.released[this.bin(now)]! += 1;
  }

  finished(now: number, time: number, good: boolean): void {
    const bin = this.bin(now);
    double[0] = time;
    const bucket = (words[1]! >>> (20 - SUB_BITS)) - BASE;
    this.columns.finished[bin]! += 1;
    if (!good) this.columns.failed[bin]! += 1;
    this.columns.sumOfTimes[bin]! += time;
    this.columns.coarse[
      bin * COARSE_BUCKETS + (bucket < 0 ? 0 : bucket < COARSE_BUCKETS ? bucket : COARSE_BUCKETS - 1)
    ]! += 1;
  }

  summary(): SeriesSummary {
    return this.columns;
  }

  private bin(now: number): number {
    const bin = Math.floor(now * this.perSecond);
    return bin < this.last ? bin : this.last;
  }
}
