import { type Estimate, sectioningInterval } from '@dynosim/sim-core';
import type { ReplicationSummary } from '../measure/summary.ts';

/** What becomes of the backlog over the second half of the pilot. */
export interface Growth {
  /** The number of requests that client or server hold keeps growing: clients who gave up leave their work behind. */
  readonly isGrowing: boolean;
  /** Work stays undone, in a queue or at its door, although all workers are busy. */
  readonly fallsBehind: boolean;
  /** Requests that arrive and no worker is ever through with [1/s]: how fast a queue without end would grow. */
  readonly perSecond: number;
  /** Requests that arrive, retries included [1/s]. */
  readonly arrivals: number;
  /** Requests that workers finish, without those over which they are killed [1/s]. */
  readonly carried: Estimate;
  /** Workers killed [1/s]. */
  readonly killed: number;
}

/** Below this part of the arrival rate a drift is not called growth. Assumed. */
const NEGLIGIBLE = 0.005;
/** Busy from this share of their time on, workers are busy all the time. Assumed. */
export const ALL_BUSY = 0.99;

/** `workers` (or their slots) of all dynos together. Drifts are significant where 0 lies below the whole interval over replications. */
export function backlogGrowth(summaries: readonly ReplicationSummary[], workers: number, confidence: number): Growth {
  const halves = summaries.map((summary) => secondHalf(summary, workers));
  const over = (of: (half: Half) => number): Estimate => {
    const parts = halves.map(of);
    return sectioningInterval(parts.reduce((a, b) => a + b, 0) / parts.length, parts, confidence);
  };
  const arrivals = over((h) => h.arrivals).value;
  const undone = over((h) => h.arrivals - h.ended);
  const grows = ({ low, value }: Estimate): boolean => (low ?? value) > NEGLIGIBLE * arrivals;
  return {
    isGrowing: grows(over((h) => h.arrivals - h.released)),
    fallsBehind: grows(undone) && over((h) => h.busy).value >= ALL_BUSY,
    perSecond: undone.value,
    arrivals,
    carried: over((h) => h.ended - h.killed),
    killed: over((h) => h.killed).value,
  };
}

/** Rates [1/s], and the share of the workers at hand that were busy. */
interface Half {
  readonly arrivals: number;
  readonly released: number;
  readonly ended: number;
  readonly killed: number;
  readonly busy: number;
}

function secondHalf({ series }: ReplicationSummary, workers: number): Half {
  const { arrived, released, taken, left, ended, killed, gone, replaced, width } = series!;
  const half = Math.floor(arrived.length / 2);
  const seconds = width * (arrived.length - half);
  const perSecond = (column: Float64Array): number => column.subarray(half).reduce((a, b) => a + b, 0) / seconds;
  const level = (up: Float64Array, down: Float64Array): number => meanLevel(up, down, half);
  return {
    arrivals: perSecond(arrived),
    released: perSecond(released),
    ended: perSecond(ended),
    killed: perSecond(killed),
    busy: level(taken, left) / (workers - level(gone, replaced)),
  };
}

/** A level that begins at 0, seen at the end of each bin from `first` on. */
function meanLevel(up: Float64Array, down: Float64Array, first: number): number {
  let [level, sum] = [0, 0];
  for (let bin = 0; bin < up.length; bin++) {
    level += up[bin]! - down[bin]!;
    if (bin >= first) sum += level;
  }
  return sum / (up.length - first);
}
