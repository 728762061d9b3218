/** The summary of a tally as plain data: what a replication sends home. */
export interface TallySummary {
  readonly count: number;
  readonly mean: number;
  /** Sum of squared deviations from the mean. */
  readonly squares: number;
  readonly min: number;
  readonly max: number;
}

/**
 * Count, mean, variance, minimum and maximum of observations.
 *
 * Hot: five operations and no division, by sums around the first observation (a shift near the mean keeps the sum of
 * squares from cancelling: Chan, Golub and LeVeque, The American Statistician 37 (1983) 242). Twin in the tests:
 * Welford's update.
 */
export class Tally {
  count = 0;
  min = Number.POSITIVE_INFINITY;
  max = Number.NEGATIVE_INFINITY;
  private shift = 0;
  private sum = 0;
  private sumOfSquares = 0;

  add(x: number): void {
    if (this.count === 0) this.shift = x;
    const d = x - this.shift;
    this.count += 1;
    this.sum += d;
    this.sumOfSquares += d * d;
    if (x < this.min) this.min = x;
    if (x > this.max) this.max = x;
  }

  /** NaN without observations. */
  get mean(): number {
    return this.shift + this.sum / this.count;
  }

  summary(): TallySummary {
    const { count, min, max } = this;
    if (count === 0) return EMPTY_TALLY;
    return { count, mean: this.mean, squares: Math.max(0, this.sumOfSquares - this.sum ** 2 / count), min, max };
  }
}

export const EMPTY_TALLY: TallySummary = {
  count: 0,
  mean: Number.NaN,
  squares: 0,
  min: Number.POSITIVE_INFINITY,
  max: Number.NEGATIVE_INFINITY,
};

/** The summary of both samples together (Chan, Golub and LeVeque, formula 2.1). */
export function mergeTallies(a: TallySummary, b: TallySummary): TallySummary {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  const count = a.count + b.count;
  const delta = b.mean - a.mean;
  return {
    count,
    mean: a.mean + (delta * b.count) / count,
    squares: a.squares + b.squares + (delta * delta * a.count * b.count) / count,
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
  };
}

/** Sample standard deviation; NaN for fewer than two observations. */
export function standardDeviation(tally: TallySummary): number {
  return tally.count < 2 ? Number.NaN : Math.sqrt(tally.squares / (tally.count - 1));
}
