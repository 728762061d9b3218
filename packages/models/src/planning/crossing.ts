import { type Estimate, sectioningInterval } from '@dynosim/sim-core';
import { CONFIDENCE } from '../measure/pool.ts';
import type { Objective } from './objective.ts';
import type { Reading } from './reading.ts';

/** Two loads that were simulated on the same random numbers. */
export interface Pair {
  readonly low: number;
  readonly high: number;
  readonly readings: readonly [Reading, Reading];
}

/**
 * The load at which an objective is just met, from two loads near it, with its interval. Undefined if what the
 * objective bounds does not rise from one to the other.
 *
 * In M/M/1 the share of requests that are slower than a bound is an exponential function of the arrival rate, and
 * close to one in other queues, so its logarithm is interpolated as a straight line. The interval is the t interval
 * over replications of the crossing, linearised at the pooled one: what a replication's own share would move it by.
 * Sources: the delta method and sectioning, Asmussen and Glynn, Stochastic Simulation (2007), III.3 and III.5a; a root
 * of sample means on common random numbers: Chen and Schmeiser, IIE Transactions 33 (2001) 259.
 */
export function crossing(objective: Objective, { low, high, readings }: Pair): Estimate | undefined {
  const [a, b] = readings.map((reading) => reading.excess(objective)) as [number, number];
  const slope = (b - a) / (high - low);
  if (!(slope > 0)) return undefined;
  const root = low - a / slope;
  const weight = (root - low) / (high - low);
  const [below, above] = readings.map((reading) => deviations(reading, objective)) as [number[], number[]];
  const parts = below.map((deviation, r) => root - ((1 - weight) * deviation + weight * above[r]!) / slope);
  return sectioningInterval(root, parts, CONFIDENCE);
}

/** How far each replication's logarithm lies from the pooled one, to first order. */
function deviations(reading: Reading, objective: Objective): number[] {
  const { pooled, parts } = reading.ratio(objective);
  return parts.map((part) => (pooled > 0 ? (part - pooled) / pooled : 0));
}

/** The smallest of the crossings, which is where the first rule breaks. */
export function firstCrossing(
  objectives: readonly Objective[],
  pair: Pair,
): { readonly at: Estimate; readonly objective: Objective } | undefined {
  const all = objectives.flatMap((objective) => {
    const at = crossing(objective, pair);
    return at === undefined ? [] : [{ at, objective }];
  });
  const [first] = all.toSorted((a, b) => a.at.value - b.at.value);
  if (first === undefined) return undefined;
  const low = Math.min(...all.map(({ at }) => at.low ?? at.value));
  const at = first.at.low === null ? first.at : { ...first.at, low: Math.min(first.at.low, low) };
  return { at, objective: first.objective };
}
