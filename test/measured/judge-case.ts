import type { CaseFolder } from './case-folder.ts';
import { caseScenario } from './case-scenario.ts';
import { asWrk, byStatus, predict, readTrace } from './predict.ts';
import { type FigureRow, judge } from './verdict.ts';

/** The judgement of one case. */
export interface CaseRow {
  readonly case: string;
  readonly runs: number;
  readonly figures: readonly FigureRow[];
  readonly verdict: 'within' | 'outside' | 'not judged';
  readonly reason?: string;
}

/** Simulates every run of a case that is not noisy and judges the whole. */
export async function judgeCase(folder: CaseFolder): Promise<CaseRow> {
  const name = folder.settings.name;
  if (/^z-/.test(name)) return { case: name, runs: 0, figures: [], verdict: 'not judged', reason: 'a floor' };
  const runs = folder.runs.filter((run) => !run.noisy);
  const judged = runs.length > 0 ? runs : folder.runs;
  const predicted = [];
  for (const run of judged) {
    const trace = run.trace === undefined ? undefined : await readTrace(run.trace);
    const expressed = caseScenario(folder.settings, run, trace);
    if ('reason' in expressed)
      return { case: name, runs: 0, figures: [], verdict: 'outside', reason: expressed.reason };
    predicted.push(predict(expressed.document, trace, folder.settings.wrk === undefined ? byStatus : asWrk));
  }
  if (judged.length === 0)
    return { case: name, runs: 0, figures: [], verdict: 'outside', reason: 'no figures to compare' };
  const figures = judge(judged, predicted, folder.settings.rho);
  if (runs.length === 0) return { case: name, runs: 0, figures, verdict: 'not judged', reason: 'only noisy runs' };
  return { case: name, runs: runs.length, figures, verdict: figures.every((f) => f.holds) ? 'within' : 'outside' };
}
