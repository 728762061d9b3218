import type { Result } from '@dynosim/models';
import { BadInput } from './bad-input.ts';
import { conduct } from './engines/conduct.ts';
import { ExitCode } from './exit-code.ts';
import { type ExperimentOptions, perform } from './experiment.ts';
import { resultText } from './output/text.ts';
import { overridesOf, type ShortOverrides } from './readers/override.ts';
import { readScenarioFile } from './readers/scenario-file.ts';

/** The options of `run` as commander gives them. */
export interface RunOptions extends ShortOverrides, ExperimentOptions {
  readonly check?: boolean;
  readonly strict?: boolean;
}

/** The command `run`: read, simulate, keep, print, judge. */
export async function runScenario(file: string, options: RunOptions): Promise<ExitCode> {
  if (options.strict && !options.check) throw new BadInput('--strict goes with --check');
  const input = await readScenarioFile(file, overridesOf(options));
  return await perform(
    {
      conduct: (conducting) => conduct(input, conducting),
      notes: (result) => [...result.notes, ...input.notes],
      text: resultText,
      judge: (result) => judged(result, options),
      shown: 'the result',
      before: 'anything was done',
    },
    options,
  );
}

function judged({ slo, verdict }: Result, { check, strict }: RunOptions): ExitCode {
  if (!check) return ExitCode.done;
  if (verdict === 'saturated') return ExitCode.missed;
  if (slo.length === 0) process.stderr.write('--check: the scenario has no slo, so there is nothing to check\n');
  return slo.some(({ holds }) => holds === 'no' || (strict && holds === 'unsure')) ? ExitCode.missed : ExitCode.done;
}
