import { isUpperBound, type Search } from '@dynosim/models';
import { BadInput } from './bad-input.ts';
import type { Conducted } from './engines/conduct.ts';
import { conductSearch } from './engines/conduct-search.ts';
import { attended } from './experiment.ts';
import { printable } from './output/printable.ts';
import { type Override, parseOverride } from './readers/override.ts';
import { readScenarioFile, type ScenarioFile } from './readers/scenario-file.ts';

/** What every search can be told on the command line. */
export interface SearchOptions {
  readonly json?: boolean;
  readonly set?: readonly string[];
  readonly seed?: string;
  readonly threads?: number;
}

/** Reads a scenario for a search, whose rules have to bound something from above. */
export async function readSearchScenario(file: string, { set = [], seed }: SearchOptions): Promise<ScenarioFile> {
  const short: Override[] =
    seed === undefined ? [] : [{ argument: `--seed ${seed}`, path: ['run', 'seed'], value: JSON.stringify(seed) }];
  const input = await readScenarioFile(file, [...set.map((text) => parseOverride(text)), ...short]);
  const wrong = input.scenario.slo.filter((slo) => !isUpperBound(slo));
  if (wrong.length > 0) {
    const rules = wrong.map(({ rule }) => `slo: ${printable(rule)}: a growing load never breaks this rule`);
    throw new BadInput(`${rules.join('\n')}\n       hint: write an upper bound, such as p95 < 400ms or H12 = 0`);
  }
  return input;
}

/** Runs a search with its progress shown; says so if Ctrl-C came too early for any answer. */
export async function conductAttended<Answer>(
  search: Search<Answer>,
  input: ScenarioFile,
  { threads }: SearchOptions,
): Promise<Conducted<Answer>> {
  const conducted = await attended(threads, (conducting) => conductSearch(search, input, conducting));
  if (conducted.result === undefined) process.stderr.write('interrupted before anything was done\n');
  return conducted;
}
