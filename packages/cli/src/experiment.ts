import { availableParallelism } from 'node:os';
import type { Conducted, Conducting } from './engines/conduct.ts';
import { ExitCode } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { wantsColour } from './output/colour.ts';
import { ProgressLine } from './output/progress-line.ts';
import { ResultsFile } from './output/results-file.ts';

/** What a command that ends with one result can be told of how to get and where to put it. */
export interface ExperimentOptions {
  readonly json?: boolean;
  readonly threads?: number;
  readonly out?: string;
}

/** A simulation that ends with one result, and what is said of that. */
export interface Experiment<Result extends object> {
  readonly conduct: (conducting: Conducting) => Promise<Conducted<Result>>;
  readonly notes: (result: Result) => readonly string[];
  readonly text: (told: Told<Result>, isColoured: boolean) => string;
  readonly judge: (result: Result) => ExitCode;
  /** In the sentence of an interruption: what is shown of it, and what it came before. */
  readonly shown: string;
  readonly before: string;
}

export type Told<Result> = Result & { readonly notes: readonly string[] };

const AGAIN =
  'The same command runs it again from the start. A larger --precision ends a steady state sooner, fewer --replications a run with an end.';

/** Simulates, keeps, prints and judges the result, or what an interruption leaves of it. */
export async function perform<Result extends object>(
  { conduct, notes, text, judge, shown, before }: Experiment<Result>,
  { json, threads, out }: ExperimentOptions,
): Promise<ExitCode> {
  const results = out === undefined ? undefined : await ResultsFile.open(out);
  try {
    const { result, isInterrupted } = await attended(threads, conduct);
    if (result === undefined) {
      process.stderr.write(`interrupted before ${before}. ${AGAIN}\n`);
      return ExitCode.interrupted;
    }
    const interrupted = `interrupted: this is ${shown} of what was done by then. ${AGAIN}`;
    const told = { ...result, notes: [...notes(result), ...(isInterrupted ? [interrupted] : [])] };
    const line = JSON.stringify(told);
    await results?.append(line);
    if (isInterrupted && json) process.stderr.write(`${interrupted}\n`);
    process.stdout.write(json ? `${line}\n` : text(told, wantsColour(process.stdout)));
    return isInterrupted ? ExitCode.interrupted : judge(result);
  } finally {
    await results?.close();
  }
}

/** Shows on standard error how far the work is, and lets Ctrl-C end it. */
export async function attended<Result>(
  threads: number | undefined,
  work: (conducting: Conducting) => Promise<Result>,
): Promise<Result> {
  const line = new ProgressLine(process.stderr);
  try {
    return await work({
      threads: threads ?? availableParallelism(),
      signal: interruption(),
      onProgress: ({ fraction, doing }) => line.show(fraction, doing),
    });
  } finally {
    line.clear();
  }
}
