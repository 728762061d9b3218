import type { Scenario } from '../scenario/scenario.ts';
import { offeredLoad } from '../study/offered-load.ts';

/** The highest rate of a changing traffic, the mean of any other [1/s]. */
export function peakRate(scenario: Scenario): number {
  const { traffic, profile } = scenario;
  if (profile) return profile.rate.reduce((most, rate) => Math.max(most, rate), 0) * (traffic.scale ?? 1);
  return offeredLoad(scenario).rate;
}
