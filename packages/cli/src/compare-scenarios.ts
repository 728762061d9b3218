import { conductComparison } from './engines/conduct-comparison.ts';
import { ExitCode } from './exit-code.ts';
import { type ExperimentOptions, perform } from './experiment.ts';
import { comparisonText } from './output/comparison-text.ts';
import { type PairOptions, readScenarioPair } from './readers/scenario-pair.ts';

/** The options of `compare` as commander gives them. */
export interface CompareOptions extends PairOptions, ExperimentOptions {}

/** The command `compare`: read both, simulate them side by side, keep, print. */
export async function compareScenarios(a: string, b: string | undefined, options: CompareOptions): Promise<ExitCode> {
  const pair = await readScenarioPair(a, b, options);
  return await perform(
    {
      conduct: (conducting) => conductComparison(pair, conducting),
      notes: () => pair.notes,
      text: (told, isColoured) => comparisonText(told, told.notes, isColoured),
      judge: () => ExitCode.done,
      shown: 'the comparison',
      before: 'anything could be compared',
    },
    options,
  );
}
