import { createPlanSearch, dynos, findDyno, mebibytes, nearest, type PlanWishes } from '@dynosim/models';
import { BadInput } from './bad-input.ts';
import { ExitCode } from './exit-code.ts';
import { wantsColour } from './output/colour.ts';
import { planText } from './output/plan-text.ts';
import { printable } from './output/printable.ts';
import { conductAttended, readSearchScenario, type SearchOptions } from './search-scenario.ts';

/** The options of `plan` as commander gives them. */
export interface PlanOptions extends SearchOptions {
  readonly dynos?: readonly string[];
  readonly maxCost?: number;
  readonly spare?: number;
  readonly workerMemory?: string;
  readonly check?: boolean;
}

/** The command `plan`: read, search, print, judge. */
export async function makePlan(file: string, options: PlanOptions): Promise<ExitCode> {
  const wishes = wishesOf(options);
  const input = await readSearchScenario(file, options);
  if (input.scenario.slo.length === 0) throw new BadInput(NO_OBJECTIVE);
  if (input.attachments.trace?.dyno !== undefined) throw new BadInput(RECORDED_DYNOS);
  const search = createPlanSearch(input.document, input.attachments, wishes);
  const { result: answer, isInterrupted } = await conductAttended(search, input, options);
  if (answer === undefined) return ExitCode.interrupted;
  if (isInterrupted) process.stderr.write('interrupted: nothing is decided yet, this is what was known by then\n');
  process.stdout.write(options.json ? `${JSON.stringify(answer)}\n` : planText(answer, wantsColour(process.stdout)));
  if (isInterrupted) return ExitCode.interrupted;
  return options.check && (answer.candidates[0]?.holds ?? 'no') === 'no' ? ExitCode.missed : ExitCode.done;
}

const NO_OBJECTIVE =
  "a plan needs an objective, or the cheapest dyno is always enough\n       hint: write slo: [p95 < 500ms], or --set 'slo=[p95 < 500ms]'";

const RECORDED_DYNOS =
  'traffic.replay: the trace says which dyno got each request, so no other number of dynos can be tried\n       hint: leave the column dyno out of the trace';

function wishesOf({ dynos: types = [], maxCost, spare = 0, workerMemory }: PlanOptions): PlanWishes {
  const wrong = types.filter((name) => findDyno(name) === undefined).map(unknownDyno);
  const memory = workerMemory === undefined ? undefined : mebibytes(workerMemory);
  if (memory !== undefined && !(memory > 0))
    wrong.push(`--worker-memory ${printable(workerMemory!)}: expected a size such as 300MB`);
  if (wrong.length > 0) throw new BadInput(wrong.join('\n'));
  const distinct = [...new Set(types.map((name) => findDyno(name)!.name))];
  return { dynos: distinct, maxCost, spare, workerMemory: memory };
}

function unknownDyno(name: string): string {
  const known = dynos.map((dyno) => dyno.name.toLowerCase());
  const meant = nearest(name, known);
  const hint = meant === undefined ? 'dynosim catalogue dynos lists them' : `did you mean ${meant}?`;
  return `--dynos ${printable(name)}: there is no such dyno type\n       hint: ${hint}`;
}
