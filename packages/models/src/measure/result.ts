import type { Assumption } from '../scenario/defaults.ts';
import type { ScenarioDocument } from '../scenario/schema.ts';

/**
 * A figure with its confidence interval; null where it has no meaning or there is nothing to judge it by. `high` is
 * Infinity, in JSON null, where `low` is known and the data set no upper limit: too few requests are as slow.
 */
export interface Figure {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface Percentiles {
  readonly mean: Figure;
  readonly sd: Figure;
  readonly p50: Figure;
  readonly p90: Figure;
  readonly p95: Figure;
  readonly p99: Figure;
  readonly p999: Figure;
  readonly max: number | null;
}

export type Verdict = 'ok' | 'slo-missed' | 'unsure' | 'saturated';

/** The value that a formula gives for a figure of the result, and when it holds. */
export interface Formula {
  readonly figure: string;
  readonly value: number;
  readonly formula: string;
  readonly source: string;
}

export interface SloResult {
  readonly rule: string;
  readonly value: Figure;
  readonly holds: 'yes' | 'no' | 'unsure';
}

/** The answer to one scenario: what `run --json` prints. Counts are means per replication. */
export interface Result {
  readonly dynosim: string;
  readonly scenario: ScenarioDocument;
  readonly seed: string;
  /** Of all replications together: equal fingerprints are equal trajectories. */
  readonly fingerprint: string;
  readonly horizon: 'steady' | 'terminating';
  readonly verdict: Verdict;
  readonly confidence: number;
  readonly replications: number;
  /** Length of one replication's observation, and of what was cut off before it. */
  readonly simulatedSeconds: number;
  readonly warmupSeconds: number;
  /** Half width of p95's and p99's intervals, relative; what was wanted, and what was reached. */
  readonly precision: { readonly wanted: number | null; readonly reached: number | null };
  readonly requests: {
    readonly arrived: number;
    readonly completed: number;
    readonly failed: number;
    readonly inFlight: number;
  };
  /** Arrivals a second that the scenario asks for, on average; null where clients wait for their answers. */
  readonly offeredPerSecond: number | null;
  readonly throughputPerSecond: Figure;
  readonly goodputPerSecond: Figure;
  readonly latencyMs: Percentiles;
  readonly latencyOkMs: Percentiles;
  readonly queueMs: {
    readonly mean: Figure;
    readonly p50: Figure;
    readonly p90: Figure;
    readonly p95: Figure;
    readonly p99: Figure;
    readonly fraction: Figure;
  };
  readonly errors: { readonly rate: Figure; readonly codes: Readonly<Record<string, number>> };
  readonly utilisation: { readonly workers: Figure; readonly cpu: Figure };
  readonly counts: { readonly workerTimeout: number; readonly droppedSyn: number };
  /** Of one dyno; null where the quota is not known. */
  readonly memoryMb: { readonly quota: number } | null;
  /** All dynos at list prices: a month of them, and the observation of one replication; null for a machine without price. */
  readonly cost: { readonly perMonthUsd: number; readonly forRunUsd: number } | null;
  readonly slo: readonly SloResult[];
  readonly bottleneck: {
    readonly resource: string;
    readonly utilisation: number;
    readonly limitPerSecond: number;
  } | null;
  /** How fast the number of waiting requests grows, and the rate that the system could hold; null unless saturated. */
  readonly growthPerSecond: number | null;
  readonly sustainableRate: number | null;
  /** What formulas say of figures of this result, without any simulation. */
  readonly formulas: readonly Formula[];
  /** What the reader has to know before believing the figures. */
  readonly notes: readonly string[];
  readonly assumptions: readonly Assumption[];
  readonly series?: ResultSeries;
}

/** Means over replications, by time [s]. */
export interface ResultSeries {
  readonly t: readonly number[];
  readonly throughput: readonly number[];
  /** [ms]; null in a bin without outcomes. */
  readonly p95: readonly (number | null)[];
  /** Requests whose client waits for an outcome. */
  readonly inside: readonly number[];
  readonly errors: readonly number[];
}
