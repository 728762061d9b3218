import { incompleteBeta } from '../special/incomplete-beta.ts';

/**
 * Student's t distribution: the two-sided quantile that intervals from few replications need.
 * Source: Abramowitz and Stegun 26.7.1, the distribution by the incomplete beta function.
 */
export function studentQuantile(p: number, degreesOfFreedom: number): number {
  if (!(p > 0 && p < 1) || !(degreesOfFreedom >= 1))
    throw new RangeError(`no t quantile for p ${p}, ${degreesOfFreedom} df`);
  if (p < 0.5) return -studentQuantile(1 - p, degreesOfFreedom);
  let low = 0;
  let high = 2;
  while (studentCdf(high, degreesOfFreedom) < p) high *= 2;
  for (let i = 0; i < 200 && high - low > 1e-13 * high; i++) {
    const middle = (low + high) / 2;
    if (studentCdf(middle, degreesOfFreedom) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(T <= t) for t >= 0. */
export function studentCdf(t: number, degreesOfFreedom: number): number {
  const x = degreesOfFreedom / (degreesOfFreedom + t * t);
  return 1 - incompleteBeta(degreesOfFreedom / 2, 0.5, x) / 2;
}
