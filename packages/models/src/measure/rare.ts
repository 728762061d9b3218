import { type Estimate, IncompleteGamma } from '@dynosim/sim-core';
import { CONFIDENCE } from './pool.ts';

/** Below this many events the spread over replications says little: most replications have seen none. */
export const FEW_EVENTS = 30;
const TAIL = (1 - CONFIDENCE) / 2;

/**
 * The share of rare events among `trials`, with an interval that knows that few were seen: with none at all the true
 * share may still be up to 3.7 in `trials`. Exact limits of a Poisson count (Garwood, Biometrika 28 (1936) 437).
 */
export function rareShare(estimate: Estimate, events: number, trials: number): Estimate {
  if (events >= FEW_EVENTS || estimate.high === null || !(trials > 0)) return estimate;
  return union(estimate, lowerLimit(events) / trials, upperLimit(events) / trials);
}

/**
 * The mean of a quantity that is nearly always 0, such as the wait where hardly anybody waits: the limits of the share
 * times those of the mean of what is not 0, as if that were exponential. `scale` stands for it where nothing was seen.
 */
export function rareMean(estimate: Estimate, events: number, trials: number, scale: number): Estimate {
  if (events >= FEW_EVENTS || estimate.high === null || !(trials > 0)) return estimate;
  const sum = estimate.value * trials;
  const largest = events === 0 ? scale : sum / new IncompleteGamma(events).inverse(TAIL);
  return union(estimate, 0, (upperLimit(events) / trials) * largest);
}

function upperLimit(events: number): number {
  return new IncompleteGamma(events + 1).inverse(1 - TAIL);
}

function lowerLimit(events: number): number {
  return events === 0 ? 0 : new IncompleteGamma(events).inverse(TAIL);
}

function union({ value, low, high }: Estimate, otherLow: number, otherHigh: number): Estimate {
  return { value, low: Math.min(low!, otherLow), high: Math.max(high!, otherHigh) };
}
