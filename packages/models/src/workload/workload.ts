import type { Distribution, Simulation, Streams } from '@dynosim/sim-core';

/** A recorded workload, one entry an arrival. Demands that are absent are drawn as usual. */
export interface ReplayTrace {
  /** Ascending [s]. */
  readonly arrival: Float64Array;
  /** [s] each. */
  readonly cpu?: Float64Array;
  readonly wait?: Float64Array;
  readonly db?: Float64Array;
  /** Names of request classes. */
  readonly className?: readonly string[];
  /** The dyno that got the request when it was recorded. */
  readonly dyno?: Int32Array;
}

/** Arrival rates by time: row i holds from `start[i]` [s] to the next row's start, the last one to `end` [s]. */
export interface RateProfile {
  readonly start: Float64Array;
  /** [1/s]. */
  readonly rate: Float64Array;
  readonly end: number;
}

/** What a workload may use. `arrive` makes a request that arrives now; a replay says which row it is, a client who. */
export interface WorkloadContext {
  readonly simulation: Simulation;
  readonly streams: Streams;
  readonly arrive: (source: number) => void;
  readonly trace: ReplayTrace | undefined;
  readonly profile: RateProfile | undefined;
}

/** Something that makes requests arrive. */
export interface Workload {
  /** Puts the first arrival into the calendar. */
  start(): void;
  /** The request of this source has its outcome; only workloads that wait for answers listen. */
  readonly finished?: (source: number) => void;
}

/** A kind of traffic. */
export interface WorkloadDefinition {
  /** The value of `traffic.arrivals`, or the key of `traffic` by which it is known. */
  readonly name: string;
  /** `arrivals`: chosen by its name; `key`: by the presence of the key of that name. */
  readonly chosenBy: 'arrivals' | 'key';
  /** True where an arrival waits for an answer, so that the load limits itself. */
  readonly closed: boolean;
  /** False where nothing is ever drawn. */
  readonly random: (traffic: TrafficNumbers) => boolean;
  readonly summary: string;
  readonly source: string;
  /** Keys of `traffic` that it needs. */
  readonly needs: readonly (keyof TrafficNumbers)[];
  readonly create: (traffic: TrafficNumbers, context: WorkloadContext) => Workload;
  /** Long-run arrival rate [1/s]; NaN where there is none, or where it depends on the answers. */
  readonly meanRate: (traffic: TrafficNumbers, trace?: ReplayTrace, profile?: RateProfile) => number;
}

/** A state of on-off traffic. */
export interface Period {
  /** [1/s]. */
  readonly rate: number;
  /** [s]. */
  readonly duration: number;
}

/** The numbers of the scenario's `traffic`. */
export interface TrafficNumbers {
  /** [1/s]. */
  readonly rate?: number;
  readonly on?: Period;
  readonly off?: Period;
  /** Requests that come together. */
  readonly size?: number;
  /** Divides arrival times of a replay, multiplies the rate of a profile. */
  readonly scale?: number;
  readonly clients?: number;
  /** Time between a client's answer and its next request [s]. */
  readonly think?: Distribution;
}
