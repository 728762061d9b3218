import type { Scenario } from '../scenario/scenario.ts';
import type { OfferedLoad } from './offered-load.ts';

/** After this many time constants 2 % of the effect of an empty start is left. */
const TIME_CONSTANTS = 4;

/**
 * How long the empty start is felt at least, by theory [s]. A rule that looks at the data misses a slow approach in a
 * short pilot; what it leaves in biased the p99 of M/M/1 at load 0.8 by 0.8 %. Time constant of a queue with c servers:
 * (ca2 + cs2) / (2.8 c mu (1 - sqrt rho)^2), Odoni and Roth, Operations Research 31 (1983) 432; in a closed loop, the
 * time in which every client has been served once.
 */
export function shortestWarmup({ web, traffic }: Scenario, load: OfferedLoad): number {
  const { capacity } = load;
  if (load.closed) return (TIME_CONSTANTS * traffic.clients!) / capacity;
  const variability = 1 + (Number.isFinite(load.cv) ? load.cv ** 2 : 1);
  const apart = 1 - Math.sqrt(Math.min(load.rate / capacity, 1));
  const perDyno = capacity / web.count;
  return TIME_CONSTANTS * (load.service + variability / (2.8 * perDyno * apart ** 2));
}
