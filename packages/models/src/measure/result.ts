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

/** Times that are often 0 [ms], and the share that is not. */
export interface WaitTimes {
  readonly mean: Figure;
  readonly p50: Figure;
  readonly p90: Figure;
  readonly p95: Figure;
  readonly p99: Figure;
  readonly fraction: Figure;
}

export type Verdict = 'ok' | 'slo-missed' | 'unsure' | 'saturated';

/** The value that a formula gives for a figure of the result, and when it holds. */
export interface Formula {
  readonly figure: string;
  readonly value: number;
  readonly formula: string;
  readonly source: string;
}

/** Something that there is only so much of. */
export interface Ceiling {
  /** A resource as in `bottleneck`, or `memory`, or `connections`. */
  readonly ceiling: string;
  /** 1 is at the ceiling. */
  readonly share: number;
  /** The rate at which this resource alone gives out, memory of a dyno [MiB], or connections. */
  readonly limit: number;
  readonly unit: '/s' | 'MB' | '';
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
  readonly queueMs: WaitTimes;
  readonly errors: { readonly rate: Figure; readonly codes: Readonly<Record<string, number>> };
  /**
   * Of the workers that were up; of all cores; of the database's cores or, where these are not known, of the
   * connections that it accepts.
   */
  readonly utilisation: { readonly workers: Figure; readonly cpu: Figure; readonly database: Figure };
  /**
   * Tasks of a dyno that compute or wait for a core, as Heroku's load average counts them: the mean over time and dynos;
   * the highest average of a minute that a look every 20 s found on any dyno; and what Heroku calls acceptable. `peak`
   * is null where no look fell into the observation, and where every request has a core of its own: there services are
   * not followed step by step, the mean is the CPU time used, and nobody ever waits. `acceptable` is null for a machine
   * of one's own and on Fir, of whose load Heroku says nothing.
   */
  readonly load: { readonly mean: Figure; readonly peak: number | null; readonly acceptable: number | null };
  readonly counts: {
    readonly workerTimeout: number;
    readonly droppedSyn: number;
    /** Workers that left after their number of requests, and workers that the kernel killed for their memory, or dynos on Fir. */
    readonly recycle: number;
    readonly memoryKill: number;
    /** Looks of the platform that found too much memory, dynos that it killed for it, and that were started again. */
    readonly R14: number;
    readonly R15: number;
    readonly restart: number;
    /** Requests that the database refused a connection, and those that waited for one for too long. */
    readonly databaseRefused: number;
    readonly databaseTimeout: number;
  };
  /** Of all dynos together; null where the scenario says nothing of a database, or no request asks it. */
  readonly database: {
    /** That the database accepts; that all workers together may ask for; the most, and the mean, that were open. */
    readonly connections: {
      readonly limit: number | null;
      readonly needed: number | null;
      readonly peak: number;
      readonly mean: Figure;
    };
    /**
     * From asking for a connection to having one: waiting in the pool and opening it; with PgBouncer until that lends one
     * of its own, for each query. `fraction`: of those that took any time.
     */
    readonly poolMs: Pick<WaitTimes, 'mean' | 'p95' | 'p99' | 'fraction'>;
  } | null;
  /** Of one dyno; null where the quota is not known. */
  readonly memoryMb: ResultMemory | null;
  /** All dynos at list prices: a month of them, and the observation of one replication; null for a machine without price. */
  readonly cost: { readonly perMonthUsd: number; readonly forRunUsd: number } | null;
  readonly slo: readonly SloResult[];
  /** The resource that gives out first as the rate rises, and the rate at which the app gives out: less where both are scarce. */
  readonly bottleneck: {
    readonly resource: string;
    readonly utilisation: number;
    readonly limitPerSecond: number;
  } | null;
  /** How near each limit is; the nearest first. */
  readonly ceilings: readonly Ceiling[];
  /**
   * How fast a queue without end would grow, and the rate that the system could carry, with retries that of first
   * attempts; null unless saturated.
   */
  readonly growthPerSecond: number | null;
  readonly sustainableRate: number | null;
  /** What formulas say of figures of this result, without any simulation. */
  readonly formulas: readonly Formula[];
  /** What the reader has to know before believing the figures. */
  readonly notes: readonly string[];
  readonly assumptions: readonly Assumption[];
  readonly series?: ResultSeries;
}

/**
 * Memory of the dynos. R14 and R15 are noticed when the platform looks, every 20 s; a replication that ends before one
 * has happened says only that it comes later, if at all.
 */
export interface ResultMemory {
  readonly quota: number;
  /** The platform kills a dyno that it finds above this (R15); null where no memory is described, or without swap. */
  readonly killAbove: number | null;
  /** The highest of any dyno in any replication; null where no memory is described. */
  readonly peak: number | null;
  /**
   * From the start of a replication, warm-up included, to the first R14 and R15 of any of its dynos [s]: the mean of the
   * replications that saw one, and an interval only if all did, for the others would have made the mean larger.
   */
  readonly r14AfterSeconds: Figure;
  readonly r15AfterSeconds: Figure;
  /** Replications that saw one. */
  readonly r14Runs: number;
  readonly r15Runs: number;
}

/**
 * How things went over time [s], in at most 200 equal bins. Of a run with an end the mean of its replications. Of a
 * steady state one replication of those behind the figures, from its empty start on, so that the cut after
 * `warmupSeconds` can be judged and ups and downs are seen as they are, which a mean would smooth away; of a saturated
 * system the mean of all that were run.
 */
export interface ResultSeries {
  readonly t: readonly number[];
  readonly throughput: readonly number[];
  /** [ms]; null in a bin without outcomes. */
  readonly p95: readonly (number | null)[];
  /** At the end of the bin: requests at the servers that wait for a slot, and those whose client waits for an outcome. */
  readonly queue: readonly number[];
  readonly inside: readonly number[];
  readonly errors: readonly number[];
  /**
   * The highest look of the platform at the first dyno, that of the bin before where there was none; null before the
   * first look, or where no memory is described. Always of one dyno in the first replication that recorded a series: a
   * mean, or the highest of several dynos, would smooth away restarts and what workers give back.
   */
  readonly memoryMb: readonly (number | null)[];
  /** Load average of a minute, mean over dynos, at the last look; null before the first, and where nobody looks. */
  readonly load: readonly (number | null)[];
}
