import { countAbove } from '@dynosim/sim-core';
import type { ReplicationSummary } from '../measure/summary.ts';
import { Outcome, outcomeNames } from '../request/outcome.ts';
import type { Slo } from '../scenario/slo.ts';

/**
 * A rule as a ratio of two sums: amount over of must not pass what is allowed. `p95 < 400ms` says that less than 5 % of
 * the requests take longer than 400 ms. A share of requests is a mean, so its estimate has no bias and replications
 * add up, both of which is untrue of a percentile.
 */
export interface Objective {
  readonly rule: string;
  readonly allowed: number;
  readonly amount: (summary: ReplicationSummary) => number;
  readonly of: (summary: ReplicationSummary) => number;
  /** The same where the bound is this many times as large: how much a change of the bound matters. */
  readonly at: (factor: number) => Objective;
}

/** What `errors = 0` and `H12 = 0` allow: no simulation can tell a rarer event from one that never happens. Assumed. */
export const NEVER = 1e-4;

/** Of the requests that are no slower than a percentile, by its name. */
export const FRACTIONS: Readonly<Record<string, number>> = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99, p999: 0.999 };

/** True of a rule that a growing load breaks at some point: it bounds something from above. */
export function isUpperBound({ operator, bound }: Slo): boolean {
  return operator === '<' || operator === '<=' || (operator === '=' && bound === 0);
}

export function objectiveOf(slo: Slo): Objective {
  const { figure } = slo;
  if (figure in FRACTIONS) return slowShare(slo, 1 - FRACTIONS[figure]!);
  if (figure === 'mean') return mean(slo, answered, totalTime);
  if (figure === 'memory') return mean(slo, once, memoryShare);
  if (figure === 'queue') return mean(slo, waiting, totalWait);
  return badShare(slo, figure === 'errors' ? (s) => outcomes(s) - s.codes[Outcome.ok]! : countOf(figure));
}

function slowShare(slo: Slo, allowed: number, factor = 1): Objective {
  const bound = slo.bound * factor;
  return {
    rule: slo.rule,
    allowed,
    amount: (s) => countAbove(s.ok.histogram, bound) + countAbove(s.failed.histogram, bound),
    of: answered,
    at: (next) => slowShare(slo, allowed, next),
  };
}

function mean(slo: Slo, of: Objective['of'], amount: Objective['amount'], factor = 1): Objective {
  const allowed = slo.bound * factor;
  return { rule: slo.rule, allowed, amount, of, at: (next) => mean(slo, of, amount, next) };
}

function badShare(slo: Slo, amount: Objective['amount'], factor = 1): Objective {
  const allowed = Math.max(slo.bound, NEVER) * factor;
  return { rule: slo.rule, allowed, amount, of: outcomes, at: (next) => badShare(slo, amount, next) };
}

const answered = (s: ReplicationSummary): number => s.ok.times.count + s.failed.times.count;
const totalTime = ({ ok, failed }: ReplicationSummary): number => total(ok.times) + total(failed.times);
const waiting = (s: ReplicationSummary): number => s.waits.times.count;
const totalWait = (s: ReplicationSummary): number => total(s.waits.times);
/** The peak of a run: replications count alike. */
const once = (): number => 1;
const memoryShare = (s: ReplicationSummary): number => s.memoryPeak / s.memoryQuota;
const outcomes = (s: ReplicationSummary): number => s.arrived - s.inFlight;

function total({ mean, count }: { readonly mean: number; readonly count: number }): number {
  return count > 0 ? mean * count : 0;
}

/** A name may stand for two numbers: a late answer is a client's timeout, too. */
function countOf(name: string): Objective['amount'] {
  const codes = [...outcomeNames.keys()].filter((code) => outcomeNames[code] === name);
  return (s) => codes.reduce((sum, code) => sum + s.codes[code]!, 0);
}
