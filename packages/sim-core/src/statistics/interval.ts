import { studentQuantile } from './student.ts';

/**
 * An estimate with its confidence interval; without limits where there is only one replication to judge by. The upper
 * limit is Infinity where the data set none.
 */
export interface Estimate {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * A ratio of sums with its interval: `above` and `below` hold a numerator and a denominator for each independent
 * replication, such as the sum of its response times and their number. The variance is that of the residuals
 * above - ratio x below, so replications may be short and of different size: nothing is estimated from one of them
 * alone. For equal denominators it is the textbook's t interval of a mean. Replications that saw nothing are left out.
 * Source: the ratio estimator of survey sampling, Cochran, Sampling Techniques (3rd ed., 1977), 6.3 and 6.4.
 */
export function ratioInterval(above: readonly number[], below: readonly number[], confidence: number): Estimate {
  const seen = below.flatMap((size, i) => (size > 0 ? [i] : []));
  const sum = (of: (i: number) => number): number => seen.reduce((total, i) => total + of(i), 0);
  const size = sum((i) => below[i]!);
  const value = sum((i) => above[i]!) / size;
  const n = seen.length;
  if (n < 2) return { value, low: null, high: null };
  const squares = sum((i) => (above[i]! - value * below[i]!) ** 2);
  const half = (studentQuantile(0.5 + confidence / 2, n - 1) * Math.sqrt((squares / (n - 1)) * n)) / size;
  return { value, low: value - half, high: value + half };
}

/**
 * The interval of any estimate from independent replications, by sectioning: `pooled` is the estimate from all data
 * together, `parts` are the estimates of the replications, and the variance is taken around `pooled`. Valid if the
 * parts are independent and nearly normal around the truth, which needs replications that are long against the
 * system's memory; where that is not so, and the estimate is a ratio or a quantile, `ratioInterval` and
 * `quantileInterval` are better. For a mean of equally long parts it is the textbook t interval.
 * Source: Asmussen and Glynn, Stochastic Simulation (2007), III.5a.
 */
export function sectioningInterval(pooled: number, parts: readonly number[], confidence: number): Estimate {
  const known = parts.filter((part) => !Number.isNaN(part));
  if (Number.isNaN(pooled) || known.length < 2) return { value: pooled, low: null, high: null };
  const n = known.length;
  const squares = known.reduce((sum, part) => sum + (part - pooled) ** 2, 0);
  const half = studentQuantile(0.5 + confidence / 2, n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { value: pooled, low: pooled - half, high: pooled + half };
}

/** Half the width of an estimate's interval; Infinity where it has none. */
export function halfWidth(estimate: Estimate): number {
  return estimate.low === null || estimate.high === null
    ? Number.POSITIVE_INFINITY
    : (estimate.high - estimate.low) / 2;
}
