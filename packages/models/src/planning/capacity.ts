import type { Figure, SloResult } from '../measure/result.ts';
import type { ScenarioDocument } from '../scenario/schema.ts';
import type { Impossible } from './demand-floor.ts';
import type { ShownReading } from './shown-reading.ts';

/** A load that was simulated on the way to the answer. */
export interface CapacityPoint extends ShownReading {
  /** In the unit of the axis. */
  readonly load: number;
  /** Arrivals a second; with clients, answers a second. */
  readonly ratePerSecond: number;
  readonly meanMs: Figure;
  readonly holds: SloResult['holds'];
  readonly requests: number;
}

/** Why the answer is what it is. */
export type Ending =
  /** A rule breaks there. */
  | 'objective'
  /** No rule is given, or all hold until the backlog grows without end. */
  | 'saturation'
  /** A rule fails without any load. */
  | 'impossible'
  /** All rules hold at every load that was tried, and nothing gives out. */
  | 'unbounded'
  | 'interrupted';

/** The largest load that a scenario holds: what `capacity --json` prints. */
export interface Capacity {
  readonly dynosim: string;
  readonly scenario: ScenarioDocument;
  readonly seed: string;
  readonly ending: Ending;
  /** Arrivals a second; with clients the answers a second that they get; null where it is not known yet. */
  readonly ratePerSecond: Figure;
  /** The same as what grows: a rate, a number of clients, or a multiple of the recorded traffic. */
  readonly limit: { readonly quantity: 'rate' | 'clients' | 'scale' } & Figure;
  /** The load of the scenario as it is, in the same unit. */
  readonly today: number;
  /** limit / today - 1. */
  readonly headroom: number | null;
  /** The resource that gives out next, or `demand` where a rule fails without any load. */
  readonly limitedBy: string | null;
  /** The rule that breaks first. */
  readonly rule: string | null;
  readonly impossible: readonly Impossible[];
  /** Where the backlog would grow without end, whatever the rules say [1/s]; null where clients wait. */
  readonly saturationPerSecond: Figure | null;
  readonly confidence: number;
  /** Half width of the limit's interval, relative: wanted and reached. */
  readonly precision: { readonly wanted: number; readonly reached: number | null };
  /** Requests that were simulated in all, and in the runs that the answer rests on. */
  readonly requests: { readonly inAll: number; readonly ofAnswer: number };
  readonly points: readonly CapacityPoint[];
  readonly notes: readonly string[];
}
