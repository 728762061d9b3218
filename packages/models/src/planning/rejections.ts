import { rounded } from '../measure/pool.ts';
import type { Bounds, TypeBounds } from './bounds.ts';
import type { Decision } from './decide.ts';
import { costOf, type Formation } from './family.ts';
import type { Rejection } from './plan.ts';
import type { Measured } from './plan-table.ts';
import type { Trial } from './trial.ts';

/** What is known of the formations that are out. */
export interface Known {
  readonly wishes: { readonly maxCost: number | undefined; readonly spare: number };
  readonly types: ReadonlyMap<string, TypeBounds>;
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly scouted: ReadonlyMap<string, Trial | undefined>;
  readonly measured: readonly Measured[];
}

/** One line for every family that is out: by theory, by simulation, or because a better one of its type is shown. */
export function rejections(known: Known, chosen: Formation | undefined): Rejection[] {
  return [...known.types.values()].flatMap((type) => {
    const out = outByTheory(known, type) ?? outBySize(known, type, chosen);
    return out === undefined ? outByWorkers(known, type, chosen) : [{ family: type.dyno.name, reason: out }];
  });
}

/** The same of a search that has not come to its end: what theory says. */
export function earlyRejections(known: Known): Rejection[] {
  return [...known.types.values()].flatMap((type) => {
    const reason = outByTheory(known, type);
    return reason === undefined ? [] : [{ family: type.dyno.name, reason }];
  });
}

/** Why no formation of a type can be the answer, if that needs no simulation. */
function outByTheory({ wishes }: Known, { dyno, mostWorkers, families, impossible }: TypeBounds): string | undefined {
  if (mostWorkers === 0) return `not one worker fits into ${dyno.memory} MB`;
  const [broken] = impossible;
  if (broken)
    return `${broken.rule} fails on an idle one: the ${broken.figure} of the demand alone is ${digits(broken.demandMs)} ms`;
  const [best] = families.toSorted((a, b) => a.least - b.least);
  const { least, resource, limit } = best!;
  if (least === Number.POSITIVE_INFINITY)
    return `${resource === 'pgbouncer' ? 'PgBouncer gives' : 'the database gives'} out at ${digits(limit)}/s, and more dynos do not help`;
  const needs = `takes ${least + wishes.spare} dynos at least, because ${givesOut(best!)}`;
  if (dyno.maxCount !== undefined && least + wishes.spare > dyno.maxCount)
    return `${needs}; Heroku runs at most ${dyno.maxCount}`;
  const cost = dyno.pricePerMonth * (least + wishes.spare);
  if (wishes.maxCost !== undefined && cost > wishes.maxCost)
    return `${needs}: ${digits(cost)} USD are more than ${wishes.maxCost}`;
  return undefined;
}

/** Why a type is not in the table, if it is not. */
function outBySize(
  { measured, scouted }: Known,
  { dyno }: TypeBounds,
  chosen: Formation | undefined,
): string | undefined {
  if (measured.some(({ formation }) => formation.dyno === dyno)) return undefined;
  const seen = scouted.get(dyno.name)?.formation;
  if (seen === undefined || chosen === undefined) return 'no number of dynos within the limits holds';
  return `${seen.count} would do, for ${digits(costOf(seen))} USD: many times the cheapest`;
}

/** The other numbers of workers of a type that is shown. */
function outByWorkers(
  { wishes, measured, decisions }: Known,
  { dyno, families }: TypeBounds,
  chosen: Formation | undefined,
): Rejection[] {
  const shown = measured.filter(({ formation }) => formation.dyno === dyno).map(({ formation }) => formation);
  const count = Math.min(...shown.map((formation) => formation.count));
  const few = families.filter(
    ({ family, least }) => least + wishes.spare > count && !shown.some((s) => s.workers === family.workers),
  );
  const tried =
    chosen === undefined
      ? []
      : [...decisions.values()].filter(({ formation, holds }) => formation.dyno === dyno && !holds);
  return [...byTheory(dyno.name, few, count, wishes.spare), ...bySimulation(dyno.name, tried)];
}

function byTheory(name: string, few: readonly Bounds[], count: number, spare: number): Rejection[] {
  const [worst] = few.toSorted((a, b) => a.least - b.least);
  if (worst === undefined) return [];
  const family = `${name} with ${workersText(few.map((bounds) => bounds.family.workers))}`;
  const enough = count === 1 ? '1 is enough' : `${count} are enough`;
  return [{ family, reason: `takes ${worst.least + spare} dynos at least (${givesOut(worst)}), otherwise ${enough}` }];
}

function bySimulation(name: string, tried: readonly Decision[]): Rejection[] {
  if (tried.length === 0) return [];
  const most = Math.max(...tried.map(({ formation }) => formation.count));
  const [nearest] = tried
    .filter(({ formation }) => formation.count === most)
    .toSorted((a, b) => (a.reading.percentile(0.95).value ?? 0) - (b.reading.percentile(0.95).value ?? 0));
  const { reading, formation } = nearest!;
  const cost = digits(costOf(formation));
  const figures = `p95 ${digits(reading.percentile(0.95).value ?? Number.NaN)} ms, p99 ${digits(reading.percentile(0.99).value ?? Number.NaN)} ms`;
  const workers = workersText(tried.map((decision) => decision.formation.workers));
  return [
    {
      family: `${name} x ${most} with ${workers}`,
      reason: `simulated, does not hold for ${cost} USD: ${figures} at best`,
    },
  ];
}

function givesOut({ resource, limit }: Bounds): string {
  const what: Readonly<Partial<Record<Bounds['resource'], string>>> = {
    cpu: 'the CPU gives',
    loop: 'event loops give',
    lock: 'interpreter locks give',
    pool: 'connection pools give',
  };
  return `${what[resource] ?? 'workers give'} out at ${digits(limit)}/s each`;
}

function workersText(numbers: readonly number[]): string {
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  if (low === high) return `${low} worker${low === 1 ? '' : 's'}`;
  return `${low} to ${high} workers`;
}

function digits(x: number): string {
  return Math.abs(x) >= 1000 ? String(Math.round(x)) : String(rounded(Number(x.toPrecision(3))));
}
