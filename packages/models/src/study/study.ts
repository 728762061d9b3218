import type { Result } from '../measure/result.ts';
import type { ReplicationSummary } from '../measure/summary.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { ReplicationOrder } from '../simulate.ts';
import { SteadyStudy } from './steady-study.ts';
import { TerminatingStudy } from './terminating-study.ts';

/**
 * The plan of an experiment, without the running of it: says which replications it wants next, is given their
 * summaries, and has a result in the end. Who runs them, on how many threads and in which order, changes nothing.
 */
export interface Study {
  /** Replications wanted now; none when the study is done. All of a batch may run at once. */
  next(): readonly ReplicationOrder[];
  /** The summaries of the whole batch, in the order of its replications. */
  accept(summaries: readonly ReplicationSummary[]): void;
  /** Fraction of the expected work that is done, for a progress bar. */
  readonly progress: number;
  /** The result of what has been accepted so far; undefined before that. */
  result(): Result | undefined;
}

/** The study that a scenario asks for: see "Horizon" in docs/statistics.md. */
export function createStudy(scenario: Scenario): Study {
  return scenario.run.horizon === 'steady' ? new SteadyStudy(scenario) : new TerminatingStudy(scenario);
}

/** Runs a study here and now, on this thread. */
export function runStudy(
  scenario: Scenario,
  replicate: (scenario: Scenario, order: ReplicationOrder) => ReplicationSummary,
): Result {
  const study = createStudy(scenario);
  for (let batch = study.next(); batch.length > 0; batch = study.next()) {
    study.accept(batch.map((order) => replicate(scenario, order)));
  }
  return study.result()!;
}
