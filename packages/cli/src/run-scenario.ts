import { availableParallelism } from 'node:os';
import type { Result } from '@dynosim/models';
import { BadInput } from './bad-input.ts';
import { type Conducted, conduct, type Progress } from './engines/conduct.ts';
import { ExitCode } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { wantsColour } from './output/colour.ts';
import { ProgressLine } from './output/progress-line.ts';
import { ResultsFile } from './output/results-file.ts';
import { resultText } from './output/text.ts';
import { overridesOf, type ShortOverrides } from './readers/override.ts';
import { readScenarioFile, type ScenarioFile } from './readers/scenario-file.ts';

/** The options of `run` as commander gives them. */
export interface RunOptions extends ShortOverrides {
  readonly json?: boolean;
  readonly threads?: number;
  readonly out?: string;
  readonly check?: boolean;
  readonly strict?: boolean;
}

/** The command `run`: read, simulate, keep, print, judge. */
export async function runScenario(file: string, options: RunOptions): Promise<ExitCode> {
  if (options.strict && !options.check) throw new BadInput('--strict goes with --check');
  const input = await readScenarioFile(file, overridesOf(options));
  const results = options.out === undefined ? undefined : await ResultsFile.open(options.out);
  try {
    const { result, isInterrupted } = await simulate(input, options);
    if (result === undefined) {
      process.stderr.write(`${STOPPED_EARLY}\n`);
      return ExitCode.interrupted;
    }
    const notes = [...result.notes, ...input.notes, ...(isInterrupted ? [INTERRUPTED] : [])];
    const told = { ...result, notes };
    const line = JSON.stringify(told);
    await results?.append(line);
    if (isInterrupted && options.json) process.stderr.write(`${INTERRUPTED}\n`);
    process.stdout.write(options.json ? `${line}\n` : resultText(told, wantsColour(process.stdout)));
    return isInterrupted ? ExitCode.interrupted : judged(result, options);
  } finally {
    await results?.close();
  }
}

const AGAIN =
  'The same command runs it again from the start. A larger --precision ends a steady state sooner, fewer --replications a run with an end.';
const INTERRUPTED = `interrupted: this is the result of what was done by then. ${AGAIN}`;
const STOPPED_EARLY = `interrupted before anything was done. ${AGAIN}`;

async function simulate(input: ScenarioFile, { threads }: RunOptions): Promise<Conducted> {
  const line = new ProgressLine(process.stderr);
  const onProgress = ({ fraction, round, done, of }: Progress): void => {
    line.show(fraction, `round ${round}: ${done} of ${of} replications`);
  };
  try {
    return await conduct(input, { threads: threads ?? availableParallelism(), signal: interruption(), onProgress });
  } finally {
    line.clear();
  }
}

function judged({ slo, verdict }: Result, { check, strict }: RunOptions): ExitCode {
  if (!check) return ExitCode.done;
  if (verdict === 'saturated') return ExitCode.missed;
  if (slo.length === 0) process.stderr.write('--check: the scenario has no slo, so there is nothing to check\n');
  return slo.some(({ holds }) => holds === 'no' || (strict && holds === 'unsure')) ? ExitCode.missed : ExitCode.done;
}
