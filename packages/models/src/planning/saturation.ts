import { type Estimate, sectioningInterval } from '@dynosim/sim-core';
import { CONFIDENCE } from '../measure/pool.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { backlogGrowth } from '../study/growth.ts';
import { offeredLoad } from '../study/offered-load.ts';
import type { Design, Designs, Draft } from './design.ts';
import type { Inquiry } from './inquiry.ts';

/** Twice what the utilisation law allows, so that every worker of every dyno soon has a queue. */
const OVERLOAD = 2;
const REQUESTS_A_WORKER = 200;
const REPLICATIONS = 12;
const POINTS = 20;

/** True where the utilisation law gives the saturation itself and not only a bound: no worker ever waits for a core. */
export function isExact({ web, server }: Scenario): boolean {
  return web.cores >= server.profile.workers;
}

/**
 * The largest rate that has a steady state at all [1/s]. With a core for every worker it is the utilisation law's.
 * Where workers wait for cores as well, it is the rate at which requests leave when there are always more of them: the
 * saturation rule, Baccelli and Foss, Journal of Applied Probability 32 (1995) 494. A trace has no more requests than
 * were recorded: there it is the bound of the law, without an interval.
 */
export function* saturationRate(designs: Designs, design: Design): Inquiry<Estimate> {
  const [limit] = offeredLoad(design.scenario).limits;
  if (isExact(design.scenario)) return { value: limit.rate, low: limit.rate, high: limit.rate };
  if (design.scenario.trace) return { value: limit.rate, low: null, high: null };
  const { web, server } = design.scenario;
  const flooded = designs.variant(design, (document) => flood(document, OVERLOAD * limit.rate));
  const end = (REQUESTS_A_WORKER * server.profile.workers * web.count) / limit.rate;
  const order = { from: 0, to: end, end, untilAnswered: false, points: POINTS, seriesEnd: end };
  const { id, document } = flooded;
  const summaries = yield Array.from({ length: REPLICATIONS }, (_, replication) => {
    return { replication, ...order, design: { id, document } };
  });
  const rates = summaries.map((summary) => backlogGrowth([summary], CONFIDENCE).throughput);
  return sectioningInterval(rates.reduce((a, b) => a + b, 0) / rates.length, rates, CONFIDENCE);
}

/** Endless patience and endless queues before the same dynos. */
function flood(document: Draft, rate: number): void {
  document.server = { ...document.server, backlog: 1_000_000 } as Draft['server'];
  document.router = { ...document.router, generation: 'none' };
  document.traffic = { rate: `${rate}/s` };
  document.run = { seed: document.run?.seed ?? '1' };
}
