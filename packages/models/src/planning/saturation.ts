import { type Estimate, sectioningInterval } from '@dynosim/sim-core';
import { isUnsteady } from '../dyno/cpu-conditions.ts';
import { CONFIDENCE } from '../measure/pool.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { workerPlaces } from '../servers/profile.ts';
import { backlogGrowth } from '../study/growth.ts';
import { offeredLoad } from '../study/offered-load.ts';
import type { Design, Designs, Draft } from './design.ts';
import type { Inquiry } from './inquiry.ts';

/** Twice what the utilisation law allows, so that every worker of every dyno soon has a queue. */
const OVERLOAD = 2;
const REQUESTS_A_WORKER = 200;
const REPLICATIONS = 12;
const POINTS = 20;

/** True where theory gives the saturation itself and not only a bound: workers who share nothing but cores. */
export function isExact({ web, server }: Scenario): boolean {
  return server.profile.cpu.kind === 'parallel' && !isUnsteady(web.cpu);
}

/**
 * The largest rate that has a steady state at all [1/s]. Where workers share
 * nothing but cores theory says it (carrying-capacity.ts). Elsewhere it is the rate at which requests leave when there are always more of them: the
 * saturation rule, Baccelli and Foss, Journal of Applied Probability 32 (1995) 494. A trace has no more requests than
 * were recorded: there it is the bound of the law, without an interval.
 */
export function* saturationRate(designs: Designs, design: Design): Inquiry<Estimate> {
  const { capacity } = offeredLoad(design.scenario);
  if (isExact(design.scenario)) return { value: capacity, low: capacity, high: capacity };
  if (design.scenario.trace) return { value: capacity, low: null, high: null };
  const { web, server } = design.scenario;
  const places = web.count * workerPlaces(server.profile);
  const flooded = designs.variant(design, (document) => flood(document, OVERLOAD * capacity));
  const end = (REQUESTS_A_WORKER * places) / capacity;
  const order = { from: 0, to: end, end, untilAnswered: false, points: POINTS, seriesEnd: end };
  const { id, document } = flooded;
  const summaries = yield Array.from({ length: REPLICATIONS }, (_, replication) => {
    return { replication, ...order, design: { id, document } };
  });
  const rates = summaries.map((summary) => backlogGrowth([summary], places, CONFIDENCE).carried.value);
  return sectioningInterval(rates.reduce((a, b) => a + b, 0) / rates.length, rates, CONFIDENCE);
}

/** Endless patience and endless queues before the same dynos. */
function flood(document: Draft, rate: number): void {
  document.server = { ...document.server, backlog: 1_000_000 } as Draft['server'];
  document.router = { ...document.router, generation: 'none' };
  document.traffic = { rate: `${rate}/s` };
  document.run = { seed: document.run?.seed ?? '1' };
}
