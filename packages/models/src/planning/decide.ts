import { fail } from '@dynosim/sim-core';
import type { ReplicationSummary } from '../measure/summary.ts';
import type { Formation } from './family.ts';
import type { Inquiry } from './inquiry.ts';
import type { Objective } from './objective.ts';
import { Reading } from './reading.ts';
import type { Trial, Trials } from './trial.ts';

/** Whether a formation holds, and how that was found. */
export interface Decision extends Trial {
  readonly holds: boolean;
  /** True where the figure lies so close to its bound that either answer is right; false where it is clear. */
  readonly isClose: boolean;
  /** False where the patience ended first: the estimate decided, and no confidence can be claimed. */
  readonly isSure: boolean;
}

/** A bound missed or kept by less than this part of it is indifferent to the user. Assumed. */
export const INDIFFERENCE = 0.05;
/** Of a plan as a whole, shared out among its decisions: another thing than the confidence of an interval. Assumed. */
export const PLAN_CONFIDENCE = 0.95;
/** Looks at the data, each with twice the replications of the one before. */
const LOOKS = [10, 20, 40, 80, 160];
const REQUESTS = 2000;
const LONGEST_WARM_UP = 1000;

/**
 * Decides whether a formation holds all rules, with at most the given probability of being wrong by more than the
 * indifference zone. Group-sequential t tests: after 10, 20, 40 ... replications each rule is judged at a level that
 * is split evenly over looks and rules (Bonferroni); within the zone the estimate decides. What is feasible and what
 * the zone means is as in Batur and Kim, ACM TOMACS 20 (2010) 13; the looks: Jennison and Turnbull, Group Sequential
 * Methods (2000), 2. Replications count from `first`, so that all formations meet the same random numbers.
 */
export function* decide(trials: Trials, formation: Formation, wrong: number, first: number): Inquiry<Decision> {
  const { objectives } = trials;
  const level = 1 - (2 * wrong) / LOOKS.length / objectives.length;
  let summaries: readonly ReplicationSummary[] = [];
  for (const [look, replications] of LOOKS.entries()) {
    const effort = trials.effort(first + summaries.length, replications - summaries.length, REQUESTS, LONGEST_WARM_UP);
    const [fresh] = yield* trials.read([formation], effort);
    summaries = [...summaries, ...fresh!.reading.summaries];
    const reading = new Reading(fresh!.reading.design, summaries);
    const found = judged(reading, objectives, level);
    const isLast = look === LOOKS.length - 1 || summaries.length < replications;
    if (found !== undefined) return { formation, ...found, isSure: true, reading };
    if (isLast) return { formation, holds: trials.worst(reading) <= 0, isClose: true, isSure: false, reading };
  }
  return fail('a decision needs a look');
}

/** Undefined while the data do not decide. */
function judged(
  reading: Reading,
  objectives: readonly Objective[],
  level: number,
): { readonly holds: boolean; readonly isClose: boolean } | undefined {
  const verdicts = objectives.map((objective) => ({ objective, holds: reading.judge(objective, level) }));
  if (verdicts.some(({ holds }) => holds === 'no')) return { holds: false, isClose: false };
  const open = verdicts.filter(({ holds }) => holds === 'unsure');
  if (open.length === 0) return { holds: true, isClose: false };
  if (!open.every(({ objective }) => isIndifferent(reading, objective, level))) return undefined;
  return { holds: open.every(({ objective }) => reading.excess(objective) <= 0), isClose: true };
}

/** True where the figure surely lies within the zone around its bound. */
function isIndifferent(reading: Reading, objective: Objective, level: number): boolean {
  const looser = reading.judge(objective.at(1 + INDIFFERENCE), level);
  const stricter = reading.judge(objective.at(1 - INDIFFERENCE), level);
  return looser === 'yes' && stricter === 'no';
}
