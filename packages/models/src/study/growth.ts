import { sectioningInterval } from '@dynosim/sim-core';
import type { ReplicationSummary } from '../measure/summary.ts';

/** Whether the number of requests that client or server hold keeps growing: clients who gave up leave their work behind. */
export interface Growth {
  readonly isGrowing: boolean;
  /** Growth of the number inside over the second half of the pilot [1/s]. */
  readonly perSecond: number;
  /** Requests done with per second in that half: what the system can do [1/s]. */
  readonly throughput: number;
}

/** Below this part of the arrival rate a drift is not called growth. Assumed. */
const NEGLIGIBLE = 0.005;

/** Backlog drift: arrivals less outcomes over the second half of each replication, and whether 0 lies below all of it. */
export function backlogGrowth(summaries: readonly ReplicationSummary[], confidence: number): Growth {
  const halves = summaries.map(({ series }) => {
    const half = Math.floor(series!.arrived.length / 2);
    const seconds = series!.width * (series!.arrived.length - half);
    const sum = (column: Float64Array): number => column.subarray(half).reduce((a, b) => a + b, 0) / seconds;
    return { arrivals: sum(series!.arrived), outcomes: sum(series!.released) };
  });
  const drifts = halves.map((h) => h.arrivals - h.outcomes);
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const interval = sectioningInterval(mean(drifts), drifts, confidence);
  const arrivals = mean(halves.map((h) => h.arrivals));
  const isGrowing = (interval.low ?? interval.value) > NEGLIGIBLE * arrivals;
  return { isGrowing, perSecond: interval.value, throughput: mean(halves.map((h) => h.outcomes)) };
}
