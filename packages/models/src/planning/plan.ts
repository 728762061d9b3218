import type { SloResult } from '../measure/result.ts';
import type { ScenarioDocument } from '../scenario/schema.ts';
import type { ShownReading } from './shown-reading.ts';

/** What a plan may consist of. */
export interface PlanWishes {
  /** Dyno types of the catalogue to look at; none: those of the scenario's runtime that one can order today. */
  readonly dynos: readonly string[];
  /** [USD a month]. */
  readonly maxCost: number | undefined;
  /** Dynos that may be lost without breaking a rule. */
  readonly spare: number;
  /** Memory of one worker [MiB], if it is known. */
  readonly workerMemory: number | undefined;
}

/** A formation that was simulated, as one would order it. */
export interface Candidate extends ShownReading {
  readonly rank: number;
  readonly dyno: string;
  readonly count: number;
  readonly workers: number;
  /** Of each worker; 1 where the server has no threads. */
  readonly threads: number;
  readonly costPerMonthUsd: number;
  readonly holds: SloResult['holds'];
  /** How much more than today's load it holds; null where that was not looked at. */
  readonly headroom: number | null;
  readonly limitedBy: string;
  /** True where nothing cheaper has a lower p99. */
  readonly isOnFront: boolean;
}

/** Formations that are out, and why. */
export interface Rejection {
  readonly family: string;
  readonly reason: string;
}

/** The cheapest formation that holds the objectives: what `plan --json` prints. */
export interface Plan {
  readonly dynosim: string;
  readonly scenario: ScenarioDocument;
  readonly seed: string;
  readonly isComplete: boolean;
  readonly objectives: readonly string[];
  readonly spare: number;
  /** Cheapest first; the first one is the answer if it holds. */
  readonly candidates: readonly Candidate[];
  readonly rejected: readonly Rejection[];
  /**
   * With which probability nothing cheaper holds, and the first candidate does, up to the indifference zone; null where
   * something was left to an estimate.
   */
  readonly confidence: number | null;
  /** Relative to the bound of each rule. */
  readonly indifference: number;
  /** Formations that theory excluded and that were decided by simulation, and requests simulated. */
  readonly work: { readonly byTheory: number; readonly decided: number; readonly requests: number };
  readonly assumptions: readonly string[];
  readonly notes: readonly string[];
}
