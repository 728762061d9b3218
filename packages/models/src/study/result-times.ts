import { type Estimate, halfWidth, type SampleSummary } from '@dynosim/sim-core';
import { allTimes, figure, NO_FIGURE, okTimes, type Pick, Pool, rounded, shareFigure } from '../measure/pool.ts';
import { rareMean, rareShare } from '../measure/rare.ts';
import type { Figure, Percentiles, Result, WaitTimes } from '../measure/result.ts';
import type { ReplicationSummary } from '../measure/summary.ts';
import type { Replications } from './replications.ts';

/** Response and waiting times of a result, and how well they are known. */
export type ResultTimes = TimesOf<Result> & { readonly reached: number | null };
type TimesOf<R extends Result> = { readonly [K in 'latencyMs' | 'latencyOkMs' | 'queueMs']: R[K] };

/** A saturated system has none: they would only tell how long it was watched. */
export function resultTimes(all: Replications, saturated: boolean): ResultTimes {
  if (saturated) return { latencyMs: NO_PERCENTILES, latencyOkMs: NO_PERCENTILES, queueMs: NO_WAITS, reached: null };
  const pool = (pick: Pick): Pool => new Pool(all.summaries, pick);
  const times = pool(allTimes);
  return {
    latencyMs: times.percentilesMs(),
    latencyOkMs: pool(okTimes).percentilesMs(),
    queueMs: waitTimes(all, (s) => s, times.tally.mean),
    reached: reachedPrecision([times.quantile(0.95), times.quantile(0.99)]),
  };
}

/** Of which some were not 0. */
export interface Waits {
  readonly waits: SampleSummary;
  readonly waited: number;
}

/** Times that are often 0, and the share that is not; `meanResponse` [s] is the scale of those that were not seen. */
export function waitTimes(all: Replications, of: (s: ReplicationSummary) => Waits, meanResponse: number): WaitTimes {
  const ms = (estimate: Estimate): Figure => figure(estimate, 1000);
  const pool = new Pool(all.summaries, (s) => [of(s).waits]);
  const waited = all.sum((s) => of(s).waited);
  const count = all.sum((s) => of(s).waits.times.count);
  const share = all.ratio(
    (s) => of(s).waited,
    (s) => of(s).waits.times.count,
  );
  return {
    mean: ms(rareMean(pool.mean(), waited, count, meanResponse)),
    p50: ms(pool.quantile(0.5)),
    p90: ms(pool.quantile(0.9)),
    p95: ms(pool.quantile(0.95)),
    p99: ms(pool.quantile(0.99)),
    fraction: shareFigure(rareShare(share, waited, count)),
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

export const NO_WAITS: WaitTimes = {
  mean: NO_FIGURE,
  p50: NO_FIGURE,
  p90: NO_FIGURE,
  p95: NO_FIGURE,
  p99: NO_FIGURE,
  fraction: NO_FIGURE,
};
