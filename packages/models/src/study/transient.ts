import type { Scenario } from '../scenario/scenario.ts';
import type { OfferedLoad } from './offered-load.ts';

/** After this many time constants 2 % of the effect of an empty start is left. */
const TIME_CONSTANTS = 4;

/**
 * How long the empty start is felt at least, by theory [s]. A rule that looks at the data misses a slow approach in a
 * short pilot; what it leaves in biased the p99 of M/M/1 at load 0.8 by 0.8 %. Time constant of a queue with c servers:
 * (ca2 + cs2) / (2.8 c mu (1 - sqrt rho)^2), Odoni and Roth, Operations Research 31 (1983) 432. A queue that refuses has
 * one under overload, too, and forgets the sooner the less room it has: with room for K the slowest decay rate of M/M/1/K
 * is mu ((1 - sqrt rho)^2 + 2 sqrt rho (1 - cos(pi / (K + 1)))), the eigenvalues
 * of its generator, Takacs, Introduction to the Theory of Queues (1962), chapter 1.
 * In a closed loop, the time in which every client has been served once.
 */
export function shortestWarmup({ web, traffic, server }: Scenario, load: OfferedLoad): number {
  const [limit] = load.limits;
  if (load.closed) return (TIME_CONSTANTS * traffic.clients!) / limit.rate;
  const variability = 1 + (Number.isFinite(load.cv) ? load.cv ** 2 : 1);
  const root = Math.sqrt(load.rate / limit.rate);
  const { whenFull, backlog, workers } = server.profile;
  const room = whenFull === 'refuse' ? workers + backlog + 1 : Number.POSITIVE_INFINITY;
  const decay = (1 - root) ** 2 + 2 * root * (1 - Math.cos(Math.PI / (room + 1)));
  const perDyno = limit.rate / web.count;
  return TIME_CONSTANTS * (load.service + variability / (2.8 * perDyno * decay));
}
