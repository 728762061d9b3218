import { type Estimate, halfWidth } from '@dynosim/sim-core';
import { allTimes, figure, NO_FIGURE, okTimes, type Pick, Pool, rounded, shareFigure, waits } from '../measure/pool.ts';
import { rareMean, rareShare } from '../measure/rare.ts';
import type { Figure, Percentiles, Result } from '../measure/result.ts';
import type { Replications } from './replications.ts';

/** Response and waiting times of a result, and how well they are known. */
export type ResultTimes = TimesOf<Result> & { readonly reached: number | null };
type TimesOf<R extends Result> = { readonly [K in 'latencyMs' | 'latencyOkMs' | 'queueMs']: R[K] };

/** A saturated system has none: they would only tell how long it was watched. */
export function resultTimes(all: Replications, saturated: boolean): ResultTimes {
  if (saturated) return { latencyMs: NO_PERCENTILES, latencyOkMs: NO_PERCENTILES, queueMs: NO_QUEUE, reached: null };
  const pool = (pick: Pick): Pool => new Pool(all.summaries, pick);
  const times = pool(allTimes);
  return {
    latencyMs: times.percentilesMs(),
    latencyOkMs: pool(okTimes).percentilesMs(),
    queueMs: queueTimes(all, pool(waits), times.tally.mean),
    reached: reachedPrecision([times.quantile(0.95), times.quantile(0.99)]),
  };
}

function queueTimes(all: Replications, queue: Pool, meanResponse: number): Result['queueMs'] {
  const ms = (estimate: Estimate): Figure => figure(estimate, 1000);
  const waited = all.sum((s) => s.waited);
  const started = all.sum((s) => s.waits.times.count);
  const share = all.ratio(
    (s) => s.waited,
    (s) => s.waits.times.count,
  );
  return {
    mean: ms(rareMean(queue.mean(), waited, started, meanResponse)),
    p50: ms(queue.quantile(0.5)),
    p90: ms(queue.quantile(0.9)),
    p95: ms(queue.quantile(0.95)),
    p99: ms(queue.quantile(0.99)),
    fraction: shareFigure(rareShare(share, waited, started)),
  };
}

function reachedPrecision(estimates: readonly Estimate[]): number | null {
  const widest = Math.max(...estimates.map((e) => halfWidth(e) / e.value));
  return Number.isFinite(widest) ? rounded(widest) : null;
}

const NO_PERCENTILES: Percentiles = {
  mean: NO_FIGURE,
  sd: NO_FIGURE,
  p50: NO_FIGURE,
  p90: NO_FIGURE,
  p95: NO_FIGURE,
  p99: NO_FIGURE,
  p999: NO_FIGURE,
  max: null,
};

const NO_QUEUE: Result['queueMs'] = {
  mean: NO_FIGURE,
  p50: NO_FIGURE,
  p90: NO_FIGURE,
  p95: NO_FIGURE,
  p99: NO_FIGURE,
  fraction: NO_FIGURE,
};
