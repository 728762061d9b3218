import type { SampleSummary } from '@dynosim/sim-core';
import type { MemoryCounts } from '../dyno/dyno-memory.ts';
import type { DatabaseSummary } from './database-watch.ts';
import type { SeriesSummary } from './series.ts';

/** What happened to dynos and their workers in a replication. */
export interface DynoCounts extends MemoryCounts {
  /** Connection attempts that a full listen queue dropped. */
  readonly droppedSyns: number;
  /** Workers that left after their number of requests. */
  readonly recycled: number;
}

/** What one replication reports, as plain data that can cross threads and be written down. */
export interface ReplicationSummary extends DynoCounts {
  readonly workersKilled: number;
  readonly replication: number;
  /** Arrivals in [from, to) count [s]. */
  readonly from: number;
  readonly to: number;
  /** When the run ended [s]. */
  readonly end: number;
  readonly events: number;
  /** Arrivals that count, and those of them without an outcome at the end. */
  readonly arrived: number;
  readonly inFlight: number;
  /** Outcomes of the arrivals that count, by number of outcome. */
  readonly codes: Float64Array;
  /** Response times of good answers and of everything else. */
  readonly ok: SampleSummary;
  readonly failed: SampleSummary;
  /** Waiting times before a worker ran the request, and how many were not 0. */
  readonly waits: SampleSummary;
  readonly waited: number;
  /** Answers with any status, and with 200, that left between `from` and `to`. */
  readonly answers: number;
  readonly okAnswers: number;
  /** Busy workers over time between `from` and `to` [worker s]; CPU work given [core s]. */
  readonly busy: number;
  /** Killed workers that were not replaced yet, over that time [worker s]. */
  readonly down: number;
  /** Requests that a worker was through with in that time, for whoever still waited or not. */
  readonly served: number;
  readonly cpu: number;
  /** Undefined where none is described. */
  readonly database: DatabaseSummary | undefined;
  /** Time for which tasks computed or waited for a core between `from` and `to` [task s]. */
  readonly runnable: number;
  /** The highest load average of a minute that a look at a dyno found in that time; NaN without a look. */
  readonly loadPeak: number;
  readonly fingerprint: string;
  readonly series: SeriesSummary | undefined;
}
