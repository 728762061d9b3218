import type { Outcome } from '../request/outcome.ts';

/** A dyno's machine, in the units used inside. */
export interface Machine {
  readonly count: number;
  readonly cores: number;
  readonly speed: number;
}

/** Who has to know what happens in the dynos. */
export interface FleetListener {
  /** A worker took a connection. */
  taken(): void;
  /** Service of the request began. */
  started(slot: number): void;
  /** A worker is through with the request, or died over it; its client gets this outcome, if it is still there. */
  ended(slot: number, outcome: Outcome): void;
  busyChanged(delta: number): void;
  killed(): void;
  /** The replacement of a killed worker is up. */
  replaced(): void;
}
