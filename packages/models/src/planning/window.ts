import type { ReplicationSummary } from '../measure/summary.ts';
import { offeredLoad } from '../study/offered-load.ts';
import { createStudy } from '../study/study.ts';
import { shortestWarmup } from '../study/transient.ts';
import type { Design, DesignOrder } from './design.ts';
import type { Inquiry } from './inquiry.ts';
import { Reading } from './reading.ts';

/** Which replications, and how long each. */
export interface Effort {
  /** Their numbers: designs that get the same ones meet the same random numbers. */
  readonly replications: readonly number[];
  /** Arrivals that count in each, at least; a run with a beginning and an end has its own length. */
  readonly requests: number;
  /** No warm-up longer than this [requests], where a quick look is enough; the observation may then be shorter, too. */
  readonly longestWarmup?: number;
}

/** The observation is this many times as long as the warm-up before it, at least. */
const OF_WARM_UP = 9;
const OF_WARM_UP_AT_LEAST = 3;
/** No warm-up is longer [requests of one replication]: closer to saturation a search has only to see that it is close. */
const LONGEST_WARM_UP = 10_000;

/** Simulates designs side by side on the same random numbers. */
export function* observe(designs: readonly Design[], effort: Effort): Inquiry<Reading[]> {
  const windows = countedWindows(designs, effort);
  const orders = designs.flatMap((design, d) => ordersOf(design, effort.replications, windows[d]));
  const summaries = yield orders;
  let at = 0;
  return designs.map((design) => {
    const own: ReplicationSummary[] = [];
    while (orders[at]?.design.id === design.id && own.length < effort.replications.length) own.push(summaries[at++]!);
    return new Reading(design, own);
  });
}

interface Counted {
  readonly from: number;
  readonly to: number;
}

/**
 * Arrivals number w to w + n count, whatever the rate: then two rates see the very same requests, only closer together,
 * and response times rise with the rate in every single replication.
 */
function countedWindows(designs: readonly Design[], { requests, longestWarmup }: Effort): Counted[] {
  const loads = designs.map(({ scenario }) => offeredLoad(scenario));
  const needed = designs.map(({ scenario }, d) => shortestWarmup(scenario, loads[d]!) * loads[d]!.rate);
  const warmup = Math.min(longestWarmup ?? LONGEST_WARM_UP, Math.max(...needed));
  const times = longestWarmup === undefined ? OF_WARM_UP : OF_WARM_UP_AT_LEAST;
  const counted = Math.max(requests, times * warmup);
  return loads.map(({ rate }) => ({ from: warmup / rate, to: (warmup + counted) / rate }));
}

function ordersOf(design: Design, replications: readonly number[], window: Counted | undefined): DesignOrder[] {
  const { id, document, scenario } = design;
  const reference = { id, document };
  if (scenario.run.horizon === 'terminating') {
    const [template] = createStudy(scenario).next();
    return replications.map((replication) => ({ ...template!, replication, points: 0, design: reference }));
  }
  const { from, to } = window!;
  const order = { from, to, end: Number.POSITIVE_INFINITY, untilAnswered: true, points: 0, seriesEnd: to };
  return replications.map((replication) => ({ ...order, replication, design: reference }));
}
