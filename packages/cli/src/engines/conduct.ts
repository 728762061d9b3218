import {
  createStudy,
  type ReplicationOrder,
  type ReplicationSummary,
  type Result,
  type Scenario,
  type Study,
} from '@dynosim/models';
import type { ScenarioFile } from '../readers/scenario-file.ts';
import type { Engine } from './engine.ts';
import { InProcess } from './in-process.ts';
import { Threads } from './threads.ts';
import { isTiny } from './work-size.ts';

export interface Watching {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

export interface Conducting extends Watching {
  readonly threads: number;
}

export interface Progress {
  /** Fraction of the expected work. */
  readonly fraction: number;
  /** What is being done, in words. */
  readonly doing: string;
}

export interface Conducted<Found> {
  /** Of what was done; undefined if nothing was. */
  readonly result: Found | undefined;
  readonly isInterrupted: boolean;
}

/** Runs the study of a scenario to its end or to an abort: a tiny batch here, any other on threads. */
export async function conduct(file: ScenarioFile, conducting: Conducting): Promise<Conducted<Result>> {
  const { scenario, document, attachments } = file;
  const here = new InProcess(scenario);
  const threads = new Threads(conducting.threads);
  const there = threads.engineOf({ document, attachments });
  try {
    return await conductOn((orders) => (isTiny(scenario, orders) ? here : there), scenario, conducting);
  } finally {
    await threads.close();
  }
}

/** The same with engines of others: who runs a batch is chosen batch by batch. */
export async function conductOn(
  engineFor: (orders: readonly ReplicationOrder[]) => Engine,
  scenario: Scenario,
  watching: Watching,
): Promise<Conducted<Result>> {
  const study = createStudy(scenario);
  let accepted: readonly ReplicationSummary[] = [];
  for (let round = 1, orders = study.next(); orders.length > 0; round++, orders = study.next()) {
    const onDone = progressOf(study, scenario, round, orders, watching);
    const summaries = await engineFor(orders).run(orders, { signal: watching.signal, onDone });
    const isWhole = summaries.length === orders.length;
    if (isWhole || observed(summaries) > observed(accepted)) study.accept((accepted = summaries));
    if (!isWhole || watching.signal.aborted)
      return { result: study.result(), isInterrupted: !isWhole || study.next().length > 0 };
  }
  return { result: study.result(), isInterrupted: false };
}

/** Simulated time: of two batches the one that has seen more says more. */
function observed(summaries: readonly ReplicationSummary[]): number {
  return summaries.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** Rounds before the first estimate of a precision are short: they count as a tenth of the work. */
const UNKNOWN = 0.1;
/** A round may turn out not to be the last. */
const LIKELY = 0.95;

function progressOf(
  study: Study,
  { run }: Scenario,
  round: number,
  orders: readonly ReplicationOrder[],
  { onProgress }: Watching,
): () => void {
  const before = study.progress;
  const after = run.horizon === 'terminating' ? 1 : before === 0 ? UNKNOWN : Math.max(before, LIKELY);
  let done = 0;
  return () => {
    done += 1;
    const fraction = before + (after - before) * (done / orders.length);
    onProgress({ fraction, doing: roundText(round, done, orders.length) });
  };
}

/** A batch of replications, from 1, and how much of it is done. */
export function roundText(round: number, done: number, of: number): string {
  return `round ${round}: ${done} of ${of} replications`;
}
