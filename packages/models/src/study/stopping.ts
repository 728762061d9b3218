import { type Estimate, halfWidth } from '@dynosim/sim-core';
import { allTimes, Pool, waits } from '../measure/pool.ts';
import type { ReplicationSummary } from '../measure/summary.ts';
import { Outcome } from '../request/outcome.ts';
import { Replications } from './replications.ts';

/**
 * The widest interval of a round against what is wanted of it: stop where this is at most the wanted precision.
 *
 * Wanted at `precision`: mean, p95 and p99 of the response time, the mean wait, utilisation. The others only have to
 * be known well enough to be shown: p50 and the p95 of the wait at twice that, its p99 at three times. What is close
 * to 0 needs no relative precision: waits count from a twentieth of the response time on, shares (of requests that
 * waited, of errors) to a tenth and a twentieth of the precision, absolute.
 */
export function widestInterval(summaries: readonly ReplicationSummary[], precision: number): number {
  const all = new Replications(summaries);
  const times = new Pool(summaries, allTimes);
  const queue = new Pool(summaries, waits);
  const floor = times.tally.mean / 20;
  const widths = [
    relative(times.mean()),
    relative(times.quantile(0.5)) / 2,
    relative(times.quantile(0.95)),
    relative(times.quantile(0.99)),
    relative(queue.mean(), floor),
    relative(queue.quantile(0.95), floor) / 2,
    relative(queue.quantile(0.99), floor) / 3,
    relative(
      all.ratio(
        (s) => s.waited,
        (s) => s.waits.times.count,
      ),
      0.1,
    ),
    relative(
      all.ratio(
        (s) => s.arrived - s.inFlight - s.codes[Outcome.ok]!,
        (s) => s.arrived - s.inFlight,
      ),
      0.05,
    ),
    relative(all.perSecond((s) => s.busy)),
  ];
  const known = widths.filter((width) => !Number.isNaN(width));
  return known.length > 0 ? Math.max(...known) : precision;
}

/** Half width over value, or over the floor under values that are too small to matter. */
function relative(estimate: Estimate, floor = 0): number {
  return halfWidth(estimate) / Math.max(estimate.value, floor);
}
