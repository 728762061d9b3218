import type { Scenario } from '../scenario/scenario.ts';
import type { OfferedLoad } from './offered-load.ts';

/** After this many time constants 2 % of the effect of an empty start is left. */
const TIME_CONSTANTS = 4;
/** A load above 1 that is stable all the same, because workers are killed before they have done the work: assumed. */
const RELIEVED = 0.95;

/**
 * How long the empty start is felt at least, by theory [s]. A rule that looks at the data misses a slow approach in a
 * short pilot; what it leaves in biased the p99 of M/M/1 at load 0.8 by 0.8 %. Time constant of a queue with c servers:
 * (ca2 + cs2) / (2.8 c mu (1 - sqrt rho)^2), Odoni and Roth, Operations Research 31 (1983) 432; in a closed loop, the
 * time in which every client has been served once.
 */
export function shortestWarmup(scenario: Scenario, load: OfferedLoad): number {
  const { web, traffic } = scenario;
  const { capacity } = load;
  if (load.closed) return (TIME_CONSTANTS * traffic.clients!) / capacity;
  const variability = 1 + (Number.isFinite(load.cv) ? load.cv ** 2 : 1);
  const perDyno = capacity / web.count;
  const { apart, filling } = ends(scenario, load.rate / capacity);
  return TIME_CONSTANTS * (load.service + variability / (2.8 * perDyno * apart)) + filling / perDyno;
}

/**
 * How far from 0 the slowest rate of decay is, over the service rate, and how many services it takes to fill the queue.
 * One that refuses has K places, so that it settles at any load: (1 - sqrt rho)^2 + 2 sqrt rho (1 - cos(pi / (K + 1))),
 * Morse, Operations Research 3 (1955) 255.
 */
function ends({ server: { profile } }: Scenario, rho: number): { apart: number; filling: number } {
  if (profile.whenFull !== 'refuse') return { apart: (1 - Math.sqrt(rho < 1 ? rho : RELIEVED)) ** 2, filling: 0 };
  const root = Math.sqrt(rho);
  const places = profile.backlog + 1 + profile.workers;
  const apart = (1 - root) ** 2 + 2 * root * (1 - Math.cos(Math.PI / (places + 1)));
  return { apart, filling: rho > 1 ? places / (rho - 1) : 0 };
}
