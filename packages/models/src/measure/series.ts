/** A time series as plain data, one entry a bin. */
export interface SeriesSummary {
  /** Width of a bin [s]. */
  readonly width: number;
  readonly arrived: Float64Array;
  /** Requests that got to a server, by a listen queue or on a kept connection, and with which it was through or that it lost. */
  readonly entered: Float64Array;
  readonly ended: Float64Array;
  /** Slots of workers that were taken, and free again. */
  readonly taken: Float64Array;
  readonly left: Float64Array;
  /** Workers killed, workers gone for any reason, and replacements that were up. */
  readonly killed: Float64Array;
  readonly gone: Float64Array;
  readonly replaced: Float64Array;
  /** The highest memory of the first dyno that was seen in the bin [MiB]; 0 without a look. */
  readonly memory: Float64Array;
  /** Load average of a minute, mean over all dynos, at the last look in the bin; NaN without a look. */
  readonly load: Float64Array;
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

/** What happened when, in equal bins over the run; what comes after its end is left out. Hot: a few additions. */
export class Series {
  private readonly points: number;
  private readonly end: number;
  private readonly perSecond: number;
  /** One bin more than is shown, for what comes later. */
  private readonly columns: SeriesSummary;

  constructor(points: number, end: number) {
    this.points = points;
    this.end = end;
    this.perSecond = points / end;
    const column = (): Float64Array => new Float64Array(points + 1);
    this.columns = {
      width: end / points,
      arrived: column(),
      entered: column(),
      taken: column(),
      left: column(),
      ended: column(),
      killed: column(),
      gone: column(),
      memory: column(),
      load: column().fill(Number.NaN),
      replaced: column(),
      released: column(),
      finished: column(),
      failed: column(),
      sumOfTimes: column(),
      coarse: new Uint32Array((points + 1) * COARSE_BUCKETS),
    };
  }

  arrived(now: number): void {
    this.columns.arrived[this.bin(now)]! += 1;
  }

  entered(now: number): void {
    this.columns.entered[this.bin(now)]! += 1;
  }

  taken(now: number): void {
    this.columns.taken[this.bin(now)]! += 1;
  }

  left(now: number): void {
    this.columns.left[this.bin(now)]! += 1;
  }

  ended(now: number): void {
    this.columns.ended[this.bin(now)]! += 1;
  }

  killed(now: number): void {
    this.columns.killed[this.bin(now)]! += 1;
  }

  memory(now: number, total: number): void {
    const bin = this.bin(now);
    if (total > this.columns.memory[bin]!) this.columns.memory[bin] = total;
  }

  load(now: number, mean: number): void {
    this.columns.load[this.bin(now)] = mean;
  }

  gone(now: number): void {
    this.columns.gone[this.bin(now)]! += 1;
  }

  replaced(now: number): void {
    this.columns.replaced[this.bin(now)]! += 1;
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
    const { points, columns } = this;
    const { width, coarse, ...counts } = columns;
    const shown = Object.entries(counts).map(([name, column]) => [name, column.slice(0, points)]);
    return { width, ...(Object.fromEntries(shown) as typeof counts), coarse: coarse.slice(0, points * COARSE_BUCKETS) };
  }

  private bin(now: number): number {
    const bin = Math.floor(now * this.perSecond);
    if (bin < this.points) return bin;
    return now <= this.end ? this.points - 1 : this.points;
  }
}
