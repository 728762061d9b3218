import { rounded } from '../measure/pool.ts';
import { databaseNotes } from '../study/database-notes.ts';
import { scenarioNotes } from '../study/scenario-notes.ts';
import { VERSION } from '../study/version.ts';
import { mostRunning } from './bounds.ts';
import { INDIFFERENCE, PLAN_CONFIDENCE } from './decide.ts';
import { notChosen } from './dyno-choice.ts';
import { costOf, type Formation } from './family.ts';
import { memoryNeed } from './memory-fit.ts';
import type { Candidate, Plan, PlanWishes } from './plan.ts';
import type { Measured } from './plan-table.ts';
import { earlyRejections, type Known, rejections } from './rejections.ts';
import { shownReading } from './shown-reading.ts';
import type { Trials } from './trial.ts';

/** What a search for a plan knows. */
export interface PlanState extends Known {
  readonly wishes: PlanWishes;
  readonly trials: Trials;
}

/** The plan as a document; `chosen` is undefined where nothing holds, or nothing is decided yet. */
export function planDocument(state: PlanState, chosen: Formation | undefined, isComplete: boolean): Plan {
  const { wishes, trials, decisions } = state;
  const { scenario } = trials.designs.base;
  const decided = [...decisions.values()];
  const isSure = isComplete && decided.every((decision) => decision.isSure);
  return {
    dynosim: VERSION,
    scenario: scenario.document,
    seed: scenario.run.seed,
    isComplete,
    objectives: scenario.slo.map(({ rule }) => rule),
    spare: wishes.spare,
    candidates: candidates(state, chosen),
    rejected: isComplete
      ? [...rejections(state, chosen), ...notChosen(scenario, wishes.dynos)]
      : earlyRejections(state),
    confidence: isSure ? PLAN_CONFIDENCE : null,
    indifference: INDIFFERENCE,
    work: { byTheory: excluded(state, chosen), decided: decided.length, requests: trials.requests },
    assumptions: assumptions(state),
    notes: notes(state, chosen, isSure, isComplete),
  };
}

function candidates(state: PlanState, chosen: Formation | undefined): Candidate[] {
  const shown = [...state.measured].sort((a, b) => {
    const first = (one: Measured): number => (one.formation === chosen ? 0 : one.holds === 'no' ? 2 : 1);
    return first(a) - first(b) || costOf(a.formation) - costOf(b.formation) || p99(a) - p99(b);
  });
  const holding = shown.filter(({ holds }) => holds !== 'no');
  return shown.map((measured, i) => ({
    ...candidate(measured),
    rank: i + 1,
    isOnFront: measured.holds !== 'no' && !holding.some((other) => dominates(other, measured)),
  }));
}

function p99({ reading }: Measured): number {
  return reading.percentile(0.99).value ?? Number.POSITIVE_INFINITY;
}

/** Not worse in price and p99, and better in one of them. */
function dominates(a: Measured, b: Measured): boolean {
  const [costs, times] = [costOf(a.formation) - costOf(b.formation), p99(a) - p99(b)];
  return costs <= 0 && times <= 0 && (costs < 0 || times < 0);
}

function candidate({
  formation,
  reading,
  holds,
  headroom,
  limitedBy,
}: Measured): Omit<Candidate, 'rank' | 'isOnFront'> {
  return {
    dyno: formation.dyno.name.toLowerCase(),
    count: formation.count,
    workers: formation.workers,
    threads: formation.threads ?? 1,
    costPerMonthUsd: costOf(formation),
    ...shownReading(reading),
    holds,
    headroom: headroom === null ? null : rounded(headroom),
    limitedBy,
  };
}

/** Families that need no simulation to be out, at less than the price of the choice. */
function excluded({ types, wishes }: PlanState, chosen: Formation | undefined): number {
  const below = chosen === undefined ? (wishes.maxCost ?? Number.POSITIVE_INFINITY) : costOf(chosen) - 0.005;
  const families = [...types.values()].flatMap(({ families: all, impossible }) =>
    impossible.length > 0 ? all : all.filter(({ family, least }) => least > mostRunning(family, below, wishes.spare)),
  );
  return families.length;
}

function assumptions({ trials, wishes }: PlanState): string[] {
  const { scenario } = trials.designs.base;
  const { document, web } = scenario;
  const { worker, source } = memoryNeed(scenario, wishes.workerMemory);
  const memory = `a worker needs ${worker} MB of memory (${source}; --worker-memory says otherwise)`;
  const origin = `the CPU demands were measured on a core of Performance-L (cpu.measured-on says otherwise)`;
  const written = source === 'as given' ? [] : [memory];
  return web.dyno === undefined && document.cpu?.['measured-on'] === undefined ? [...written, origin] : written;
}

function notes(state: PlanState, chosen: Formation | undefined, isSure: boolean, isComplete: boolean): string[] {
  if (!isComplete) return scouted(state);
  const { decisions, trials } = state;
  const close = [...decisions.values()].filter(({ isClose }) => isClose);
  const percent = `${100 * INDIFFERENCE} %`;
  // Where nothing holds, what today's connections come to may be why.
  const own =
    chosen === undefined ? databaseNotes(trials.designs.base.scenario) : scenarioNotes(trials.whole(chosen).scenario);
  return [
    ...own,
    ...(isSure
      ? []
      : ['some formations were too close to call within the patience of the search: their estimates decided']),
    ...(close.length > 0 && chosen !== undefined
      ? [`formations that lie within ${percent} of an objective, among those that were compared: ${close.length}`]
      : []),
  ];
}

/** What a search that was interrupted has seen. */
function scouted({ scouted: found }: PlanState): string[] {
  return [...found.values()].flatMap((one) => {
    if (one === undefined) return [];
    const { dyno, count, workers } = one.formation;
    return [`scouted, not decided: ${count} x ${dyno.name} with ${workers} workers, ${costOf(one.formation)} USD`];
  });
}
