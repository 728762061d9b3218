import { type Figure, type ReplicationSummary, type Result, runStudy, type Sample } from '@dynosim/models';
import { EMPTY_TALLY, Histogram, mergeTallies, standardDeviation } from '@dynosim/sim-core';
import type { Cell } from './cells.ts';
import type { Figures } from './kiefer-wolfowitz.ts';

export const FIGURES = ['mean', 'p95', 'p99'] as const satisfies readonly (keyof Figures)[];
export type FigureName = (typeof FIGURES)[number];

/** An interval and its middle [s]. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  /** null where the data set no limit. */
  readonly high: number | null;
}

/** What one run of the default procedure says, and what a naive reader of one of its replications would. */
export interface Experiment {
  readonly study: Readonly<Record<FigureName, Interval>>;
  readonly naive: Readonly<Record<FigureName, Interval>>;
  /** False where a run stopped short of the precision that it was asked for. */
  readonly reached: boolean;
  /** Requests that count, and all that were simulated on the way. */
  readonly requests: number;
  readonly simulated: number;
}

/** Whoever can run a replication: the simulator, or a recursion. */
export type Engine = Parameters<typeof runStudy>[1];

/** Runs the default procedure once; null where it calls the system saturated. */
export function experiment(cell: Cell, seed: string, precision: string, engine: Engine): Experiment | null {
  let simulated = 0;
  let one: ReplicationSummary | undefined;
  const result = runStudy(cell.scenario(seed, precision), (scenario, order) => {
    const summary = engine(scenario, order);
    simulated += summary.arrived;
    if (summary.from !== one?.from || summary.to !== one.to) one = summary;
    return summary;
  });
  if (result.verdict === 'saturated') return null;
  const { wanted, reached } = result.precision;
  return {
    study: studyIntervals(result),
    naive: naiveIntervals([one!.ok, one!.failed]),
    reached: wanted === null || (reached !== null && reached <= wanted),
    requests: result.requests.arrived * result.replications,
    simulated,
  };
}

function studyIntervals({ latencyMs }: Result): Experiment['study'] {
  const inSeconds = ({ value, low, high }: Figure): Interval => {
    return { value: value! / 1000, low: low! / 1000, high: Number.isFinite(high) ? high! / 1000 : null };
  };
  return { mean: inSeconds(latencyMs.mean), p95: inSeconds(latencyMs.p95), p99: inSeconds(latencyMs.p99) };
}

/** The textbook's intervals for independent observations, which successive response times are not. */
function naiveIntervals(samples: readonly Sample[]): Experiment['naive'] {
  const tally = samples.map(({ times }) => times).reduce(mergeTallies, EMPTY_TALLY);
  const histogram = new Histogram();
  for (const sample of samples) histogram.merge(sample.histogram);
  const half = (1.96 * standardDeviation(tally)) / Math.sqrt(tally.count);
  const quantile = (p: number): Interval => {
    const ranks = 1.96 * Math.sqrt((p * (1 - p)) / tally.count);
    const [low, value, high] = histogram.quantiles([p - ranks, p, Math.min(1, p + ranks)]) as [number, number, number];
    return { value, low, high };
  };
  return {
    mean: { value: tally.mean, low: tally.mean - half, high: tally.mean + half },
    p95: quantile(0.95),
    p99: quantile(0.99),
  };
}
