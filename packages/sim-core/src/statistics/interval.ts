import { studentQuantile } from './student.ts';

/** An estimate with its confidence interval; without limits where there is only one replication to judge by. */
export interface Estimate {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * The interval of an estimate from independent replications, by sectioning: `pooled` is the estimate from all data
 * together, `parts` are the estimates of the replications, and the variance is taken around `pooled`. Valid if the
 * parts are independent and nearly normal around the truth, which needs replications that are long against the
 * system's memory. For a mean of equally long parts it is the textbook t interval.
 * Sources: Asmussen and Glynn, Stochastic Simulation (2007), III.5a; Nakayama, ACM TOMACS 24 (2014) 20, who shows
 * that sectioning covers quantiles better than averaging the parts' quantiles.
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
