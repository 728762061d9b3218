import { fail } from '../kernel/invariant.ts';

/** Sub-buckets of an octave: the width of a bucket is at most 1/512 of its value, 0.2 %. */
const SUB_BITS = 9;
const LOWEST_EXPONENT = -20; // 2^-20 s, 1 microsecond
const HIGHEST_EXPONENT = 26; // 2^26 s, two years
const SHIFT = 20 - SUB_BITS;
const BASE = (1023 + LOWEST_EXPONENT) << SUB_BITS;
const BUCKETS = (HIGHEST_EXPONENT - LOWEST_EXPONENT) << SUB_BITS;

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

/** A histogram as plain data: the buckets between the lowest and the highest that hold something. */
export interface HistogramSummary {
  readonly first: number;
  readonly counts: Uint32Array;
  /** Values below the first bucket, mostly exact zeros. */
  readonly low: number;
  readonly count: number;
  readonly min: number;
  readonly max: number;
}

/**
 * Percentiles of any number of non-negative values in 92 kB, by buckets of equal relative width: the upper bits of
 * the floating-point representation are the bucket's number.
 *
 * Hot: about 2 ns a value; a quantile is off by at most a bucket, 0.2 %. Twin in the tests: the sorted array.
 * After HdrHistogram (Tene) and DDSketch (Masson, Rim and Lee, PVLDB 12 (2019) 2195).
 */
export class Histogram {
  count = 0;
  private low = 0;
  private min = Number.POSITIVE_INFINITY;
  private max = 0;
  private counts = new Uint32Array(BUCKETS);

  add(x: number): void {
    double[0] = x;
    const bucket = (words[1]! >>> SHIFT) - BASE;
    this.count += 1;
    if (x > this.max) this.max = x;
    if (x < this.min) this.min = x;
    if (bucket < 0) this.low += 1;
    else this.counts[bucket < BUCKETS ? bucket : BUCKETS - 1]! += 1;
  }

  /** Adds the values of a summary. */
  merge(other: HistogramSummary): void {
    for (let i = 0; i < other.counts.length; i++) this.counts[other.first + i]! += other.counts[i]!;
    this.count += other.count;
    this.low += other.low;
    this.min = Math.min(this.min, other.min);
    this.max = Math.max(this.max, other.max);
  }

  /** The buckets in use, with `zeros` values of 0 that were counted elsewhere. */
  summary(zeros = 0): HistogramSummary {
    const [count, low] = [this.count + zeros, this.low + zeros];
    const { max } = this;
    const min = zeros > 0 ? 0 : this.min;
    const end = Math.max(0, bucketOf(max) + 1);
    let first = Math.min(this.lowest, end);
    while (first < end && this.counts[first] === 0) first += 1;
    return { first, counts: this.counts.slice(first, end), low, count, min, max };
  }

  /** The value below which the fraction `p` lies: order statistic p (n - 1), interpolated; NaN without values. */
  quantile(p: number): number {
    return this.quantiles([p])[0]!;
  }

  /** Below this bucket there is nothing. */
  private get lowest(): number {
    return this.count > 0 ? Math.max(0, bucketOf(this.min)) : 0;
  }

  /** Several quantiles in one pass. */
  quantiles(ps: readonly number[]): number[] {
    return histogramQuantiles(this.summary(), ps);
  }
}

/** The histogram of all values of some histograms, as narrow as it can be. */
export function mergeHistograms(parts: readonly HistogramSummary[]): HistogramSummary {
  const used = parts.filter(({ counts }) => counts.length > 0);
  const first = Math.min(BUCKETS, ...used.map((part) => part.first));
  const end = Math.max(first, ...used.map((part) => part.first + part.counts.length));
  const counts = new Uint32Array(end - first);
  for (const part of used) {
    const shift = part.first - first;
    for (let i = 0; i < part.counts.length; i++) counts[shift + i]! += part.counts[i]!;
  }
  return {
    first,
    counts,
    low: parts.reduce((sum, { low }) => sum + low, 0),
    count: parts.reduce((sum, { count }) => sum + count, 0),
    min: Math.min(Number.POSITIVE_INFINITY, ...parts.map(({ min }) => min)),
    max: Math.max(0, ...parts.map(({ max }) => max)),
  };
}

/** Quantiles of a summary in one pass: order statistics p (n - 1), interpolated; NaN without values. */
export function histogramQuantiles(summary: HistogramSummary, ps: readonly number[]): number[] {
  const { count } = summary;
  if (count === 0) return ps.map(() => Number.NaN);
  const ranks = ps.flatMap((p) => [Math.floor(p * (count - 1)), Math.ceil(p * (count - 1))]);
  const ascending = [...new Set(ranks)].sort((a, b) => a - b);
  const values = orderStatistics(summary, ascending);
  const valueAt = (rank: number): number => values[ascending.indexOf(rank)]!;
  return ps.map((p, i) => {
    const [low, high] = [ranks[2 * i]!, ranks[2 * i + 1]!];
    return valueAt(low) + (p * (count - 1) - low) * (valueAt(high) - valueAt(low));
  });
}

/** How many values of a summary lie below `x`, those of its own bucket spread evenly. */
export function countBelow({ first, counts, low, count, min, max }: HistogramSummary, x: number): number {
  if (x < min) return 0;
  if (x >= max) return count;
  const bucket = bucketOf(x);
  let below = low;
  for (let i = 0; i < counts.length && first + i < bucket; i++) below += counts[i]!;
  const inside = counts[bucket - first] ?? 0;
  if (inside === 0) return below;
  const lower = lowerEdge(bucket);
  return below + inside * Math.min(1, (x - lower) / (lowerEdge(bucket + 1) - lower));
}

/** Values of the given ascending ranks (0 is the smallest), each spread evenly over its bucket. */
function orderStatistics({ first, counts, low, min, max }: HistogramSummary, ranks: readonly number[]): number[] {
  const values: number[] = [];
  let at = -1;
  let below = 0;
  let inside = low;
  for (const rank of ranks) {
    while (rank >= below + inside) {
      below += inside;
      at += 1;
      if (at === counts.length) fail('a histogram holds fewer values than it counted');
      inside = counts[at]!;
    }
    const [lower, upper] = at < 0 ? [0, 0] : [lowerEdge(first + at), lowerEdge(first + at + 1)];
    const spread = lower + ((rank - below + 0.5) / inside) * (upper - lower);
    values.push(Math.min(max, Math.max(min, spread)));
  }
  return values;
}

/** How many values of a summary lie above `x`; those of the bucket that holds `x` count in part, as if spread evenly. */
export function countAbove({ first, counts, low, count, min, max }: HistogramSummary, x: number): number {
  if (x < min) return count;
  if (x >= max) return 0;
  double[0] = x;
  const at = Math.min((words[1]! >>> SHIFT) - BASE, BUCKETS - 1) - first;
  if (at < 0) return count - low;
  let above = 0;
  for (let i = at + 1; i < counts.length; i++) above += counts[i]!;
  const [from, to] = [lowerEdge(first + at), lowerEdge(first + at + 1)];
  return above + (counts[at] ?? 0) * Math.min(1, (to - x) / (to - from));
}

/** Negative for values that count as 0. */
function bucketOf(x: number): number {
  double[0] = x;
  return Math.min(BUCKETS - 1, (words[1]! >>> SHIFT) - BASE);
}

function lowerEdge(bucket: number): number {
  words[0] = 0;
  words[1] = (bucket + BASE) << SHIFT;
  return double[0]!;
}
