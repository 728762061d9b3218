import type { Outcome } from '../request/outcome.ts';
import type { CpuConditions } from './cpu-conditions.ts';

/** The machines of an app, in the units used inside. */
export interface DynoMachine {
  readonly count: number;
  /** Of which the average is meant where a quota or neighbours limit them. */
  readonly cores: number;
  readonly speed: number;
  readonly cpu: CpuConditions;
}

/** Who counts what happens in the dynos. */
export interface FleetObserver {
  /** A slot of a worker is in use: by a request, or by a connection whose request is awaited. */
  occupied(): void;
  vacated(): void;
  /** Service of the request began. */
  started(slot: number): void;
  /** A worker was killed because it took too long. */
  killed(): void;
  /** A worker is gone, dead or by its own will, and its replacement is up. */
  gone(): void;
  replaced(): void;
  /** A look at the memory of the first dyno [MiB]. */
  memorySeen(total: number): void;
}

/** Who has to do something about it. */
export interface FleetListener {
  /** The server is through with the request, or dropped it; its client gets this outcome, if it is still there. */
  ended(slot: number, outcome: Outcome): void;
  /** Whether the request's client keeps its connection for another one. */
  keepsConnection(slot: number): boolean;
  /** A dyno was killed with all it had, and one that is up again. */
  dynoDied(dyno: number): void;
  dynoBooted(dyno: number): void;
}
