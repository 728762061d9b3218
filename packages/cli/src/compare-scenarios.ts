import { availableParallelism } from 'node:os';
import type { Progress } from './engines/conduct.ts';
import { type Compared, conductComparison } from './engines/conduct-comparison.ts';
import { ExitCode } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { wantsColour } from './output/colour.ts';
import { comparisonText } from './output/comparison-text.ts';
import { ProgressLine } from './output/progress-line.ts';
import { ResultsFile } from './output/results-file.ts';
import { type PairOptions, readScenarioPair, type ScenarioPair } from './readers/scenario-pair.ts';

/** The options of `compare` as commander gives them. */
export interface CompareOptions extends PairOptions {
  readonly json?: boolean;
  readonly threads?: number;
  readonly out?: string;
}

const AGAIN =
  'The same command runs it again from the start. A larger --precision ends a steady state sooner, fewer --replications a run with an end.';
const INTERRUPTED = `interrupted: this is the comparison of what was done by then. ${AGAIN}`;
const STOPPED_EARLY = `interrupted before anything could be compared. ${AGAIN}`;

/** The command `compare`: read both, simulate them side by side, keep, print. */
export async function compareScenarios(a: string, b: string | undefined, options: CompareOptions): Promise<ExitCode> {
  const pair = await readScenarioPair(a, b, options);
  const results = options.out === undefined ? undefined : await ResultsFile.open(options.out);
  try {
    const { result, isInterrupted } = await compared(pair, options);
    if (result === undefined) {
      process.stderr.write(`${STOPPED_EARLY}\n`);
      return ExitCode.interrupted;
    }
    const notes = [...pair.notes, ...(isInterrupted ? [INTERRUPTED] : [])];
    const line = JSON.stringify({ ...result, notes });
    await results?.append(line);
    if (isInterrupted && options.json) process.stderr.write(`${INTERRUPTED}\n`);
    process.stdout.write(options.json ? `${line}\n` : comparisonText(result, notes, wantsColour(process.stdout)));
    return isInterrupted ? ExitCode.interrupted : ExitCode.done;
  } finally {
    await results?.close();
  }
}

async function compared(pair: ScenarioPair, { threads }: CompareOptions): Promise<Compared> {
  const line = new ProgressLine(process.stderr);
  const onProgress = ({ fraction, round, done, of }: Progress): void => {
    line.show(fraction, `round ${round}: ${done} of ${of} replications`);
  };
  try {
    const conducting = { threads: threads ?? availableParallelism(), signal: interruption(), onProgress };
    return await conductComparison(pair, conducting);
  } finally {
    line.clear();
  }
}
