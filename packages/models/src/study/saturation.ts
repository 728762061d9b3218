import { drawsDemands } from '../request/demands.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Growth } from './growth.ts';
import { areManyKilled } from './many-killed.ts';
import type { OfferedLoad } from './offered-load.ts';

/**
 * Whether open traffic has no steady state that anybody wants to hear of, in front of a queue that takes it all in.
 *
 * By theory, if at least as much work arrives as the app can carry: even at exactly that rate the queue grows for ever,
 * too slowly for a test. By what was seen, if work stays undone while all workers are busy, and the reason is no burst:
 * then a listen queue that is full, or clients who left, only hide how it grows. Not so where clients are refused or
 * wait for their answers (closed loops): these have a steady state at any load.
 */
export function isSaturated(scenario: Scenario, load: OfferedLoad, growth: Growth): boolean {
  if (load.closed || scenario.server.profile.whenFull === 'refuse') return false;
  if (!areManyKilled(growth.killed, growth.carried.value) && load.rate >= certainLimit(scenario, load)) return true;
  const arriving = scenario.traffic.retries ? growth.arrivals : load.rate;
  return growth.fallsBehind && growth.arrivals - growth.perSecond < arriving;
}

/** The rate that a saturated app could carry [1/s]; with retries that of first attempts, each of which brings others. */
export function sustainableRate({ traffic }: Scenario, load: OfferedLoad, growth: Growth): number {
  const { carried, fallsBehind, killed, arrivals } = growth;
  const isLess = (carried.high ?? carried.value) < CLEARLY * load.capacity;
  const able = fallsBehind && (areManyKilled(killed, carried.value) || isLess) ? carried.value : load.capacity;
  return traffic.retries ? able / Math.max(1, arrivals / load.rate) : able;
}

/** Below this part of the capacity by theory, what was carried is believed instead. Assumed. */
const CLEARLY = 0.99;

/** Workers in step with one another carry more or less than others: of them only the bounds are certain. */
function certainLimit({ requests, trace, database }: Scenario, { limits, capacity }: OfferedLoad): number {
  const [limit] = limits;
  // Who waits for a connection for too long leaves: what was seen says whether that is soon enough.
  if (limit.resource === 'pool' && Number.isFinite(database!.checkoutTimeout))
    return limits.find(({ resource }) => resource !== 'pool')!.rate;
  return drawsDemands(requests, trace) ? capacity : limit.rate;
}
