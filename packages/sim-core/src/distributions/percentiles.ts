import type { Percentile } from './distribution.ts';

/** What any continuous distribution asks of two percentiles before it can be drawn through them. */
export function requireAscending(a: Percentile, b: Percentile): void {
  if (!(0 < a.p && a.p < b.p && b.p < 1))
    throw new RangeError('two different percentiles between 0 and 100 % are needed');
  if (!(a.value < b.value)) throw new RangeError('the higher percentile must have the larger value');
}

/** The same for a distribution that starts at 0 and has no mass there. */
export function requirePositive(a: Percentile, b: Percentile): void {
  requireAscending(a, b);
  if (!(a.value > 0)) throw new RangeError('both percentiles must be greater than 0');
}
