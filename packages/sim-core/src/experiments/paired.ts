import { type Estimate, sectioningInterval } from '../statistics/interval.ts';

/** An estimate from all data together, and the same from each replication alone. */
export interface Sections {
  readonly pooled: number;
  /** NaN of a replication that has nothing to say. */
  readonly parts: readonly number[];
}

/**
 * What B has more than A, where replication r of both saw the same random numbers. The differences of the replications
 * are independent of each other, so their spread around the pooled difference gives the interval, however much A and B
 * have in common. Valid only if the parts are paired in order and nearly normal, as for `sectioningInterval`.
 * Source: Law, Simulation Modeling and Analysis, 5th ed., 10.2.1 (paired t) and 11.2 (common random numbers);
 * sectioning for quantiles as in Asmussen and Glynn (2007), III.5a.
 */
export function pairedDifference(a: Sections, b: Sections, confidence: number): Estimate {
  return sectioningInterval(
    b.pooled - a.pooled,
    a.parts.map((part, r) => b.parts[r]! - part),
    confidence,
  );
}

/**
 * B over A, from the same pairs: by the delta method the error of the ratio R is that of b - R a over a, so no part is
 * ever divided by a part. Without value where A is 0.
 * Source: Asmussen and Glynn (2007), III.3 (ratio estimation).
 */
export function pairedRatio(a: Sections, b: Sections, confidence: number): Estimate {
  if (!(a.pooled > 0)) return { value: Number.NaN, low: null, high: null };
  const ratio = b.pooled / a.pooled;
  return sectioningInterval(
    ratio,
    a.parts.map((part, r) => ratio + (b.parts[r]! - ratio * part) / a.pooled),
    confidence,
  );
}

/**
 * How many times as many replications the same interval would take if A and B had random numbers of their own: the
 * variance of the independent difference over that of the paired one. 1 if pairing changes nothing, less if it does
 * harm; NaN from fewer than two pairs, Infinity where the paired difference never varies.
 */
export function varianceReduction(a: Sections, b: Sections): number {
  const known = a.parts.flatMap((part, r) => {
    const [x, y] = [part - a.pooled, b.parts[r]! - b.pooled];
    return Number.isNaN(x + y) ? [] : [{ apart: x * x + y * y, paired: (y - x) ** 2 }];
  });
  if (known.length < 2) return Number.NaN;
  return known.reduce((sum, { apart }) => sum + apart, 0) / known.reduce((sum, { paired }) => sum + paired, 0);
}
