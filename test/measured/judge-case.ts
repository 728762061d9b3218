import type { Scenario } from '@dynosim/models';
import type { CaseFolder, MeasuredRun } from './case-folder.ts';
import { caseScenario } from './case-scenario.ts';
import type { Mechanism } from './mechanisms.ts';
import { asWrk, byStatus, predict, readTrace, scenarioOf } from './predict.ts';
import { type FigureRow, judge } from './verdict.ts';

/** The judgement of one case. */
export interface CaseRow {
  readonly case: string;
  readonly runs: number;
  readonly figures: readonly FigureRow[];
  readonly verdict: 'within' | 'outside' | 'not judged';
  readonly reason?: string;
}

/** The runs of a case that count, each as a scenario; or why there is nothing to judge. */
export type Prepared =
  | { readonly runs: readonly MeasuredRun[]; readonly scenarios: readonly Scenario[]; readonly onlyNoisy: boolean }
  | { readonly verdict: 'outside' | 'not judged'; readonly reason: string };

/** Simulates every run of a case that is not noisy and judges the whole. */
export async function judgeCase(folder: CaseFolder, without?: Mechanism): Promise<CaseRow> {
  const name = folder.settings.name;
  const prepared = await prepare(folder);
  if ('reason' in prepared) return { case: name, runs: 0, figures: [], ...prepared };
  const figures = judgePrepared(folder, prepared.runs, prepared.scenarios.map(without?.without ?? ((s) => s)));
  if (prepared.onlyNoisy) return { case: name, runs: 0, figures, verdict: 'not judged', reason: 'only noisy runs' };
  const verdict = figures.every((f) => f.holds) ? 'within' : 'outside';
  return { case: name, runs: prepared.runs.length, figures, verdict };
}

export function judgePrepared(
  { settings }: CaseFolder,
  runs: readonly MeasuredRun[],
  scenarios: readonly Scenario[],
): FigureRow[] {
  const counting = settings.wrk === undefined ? byStatus : asWrk;
  return judge(
    runs,
    scenarios.map((scenario) => predict(scenario, counting)),
    settings.rho,
  );
}

export async function prepare({ settings, runs }: CaseFolder): Promise<Prepared> {
  if (/^z-/.test(settings.name)) return { verdict: 'not judged', reason: 'a floor' };
  const undisturbed = runs.filter((run) => !run.noisy);
  const counted = undisturbed.length > 0 ? undisturbed : runs;
  if (counted.length === 0) return { verdict: 'outside', reason: 'no figures to compare' };
  const scenarios = [];
  for (const run of counted) {
    const trace = run.trace === undefined ? undefined : await readTrace(run.trace);
    const expressed = caseScenario(settings, run, trace);
    if ('reason' in expressed) return { verdict: 'outside', reason: expressed.reason };
    scenarios.push(scenarioOf(expressed.document, trace));
  }
  return { runs: counted, scenarios, onlyNoisy: undisturbed.length === 0 };
}
