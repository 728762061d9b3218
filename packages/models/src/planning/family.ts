import type { DynoType } from '../catalogue/dyno-type.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { findServer } from '../servers/index.ts';
import { type Limit, type OfferedLoad, offeredLoad } from '../study/offered-load.ts';
import type { Change, Design, Designs } from './design.ts';

/** Formations that differ in the number of dynos only. */
export interface Family {
  readonly dyno: DynoType;
  readonly workers: number;
  /** Undefined where the server has no such setting. */
  readonly threads: number | undefined;
}

/** What one would order: so many dynos of a family. */
export interface Formation extends Family {
  readonly count: number;
}

export function costOf({ dyno, count }: Formation): number {
  return Math.round(dyno.pricePerMonth * count * 100) / 100;
}

/** Beyond eight every number is close to another one. */
const WORKERS = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 128, 160, 200, 256];
const THREADS = [1, 2, 3, 4, 5, 8, 12, 16, 24, 32];
/** More workers than this many times what keeps the CPU busy only wait for it. Assumed. */
const USEFUL = 2;

/** Every combination of settings of one dyno type that fits into it and could be of use. */
export function familiesOf(dyno: DynoType, most: number, designs: Designs): Family[] {
  const { settings } = findServer(designs.base.scenario.server.name)!;
  const hasThreads = settings['threads'] !== undefined && usesThreads(designs.base.scenario);
  const one = offeredLoad(familyDesign(designs, { dyno, workers: 1, threads: hasThreads ? 1 : undefined }).scenario);
  const useful = Math.ceil(USEFUL * usefulWorkers(one)) + 1;
  const counts = WORKERS.filter((workers) => workers <= Math.min(most, useful));
  if (most > 0 && most < useful && !counts.includes(most)) counts.push(most);
  return counts.flatMap((workers) => {
    const threads = hasThreads ? THREADS.filter((t) => t === 1 || t * workers <= useful) : [undefined];
    return threads.map((t) => ({ dyno, workers, threads: t }));
  });
}

/** A sync worker of gunicorn has the setting too, but with more than one thread it is another kind of worker. */
function usesThreads({ server: { profile } }: Scenario): boolean {
  return profile.admission > 1 && Number.isFinite(profile.slots);
}

/** The number of workers at which the CPU is as busy as they are; an event loop is busy while it computes. */
function usefulWorkers({ limits }: OfferedLoad): number {
  const rates = (...of: readonly Limit['resource'][]): number[] =>
    limits.filter(({ resource }) => of.includes(resource)).map(({ rate }) => rate);
  return Math.min(...rates('cpu')) / Math.min(...rates('workers', 'loop'));
}

/** The scenario on one dyno of a family. */
export function familyDesign(designs: Designs, family: Family): Design {
  return designs.variant(designs.base, familyChange(designs.base.scenario, family, 1));
}

/** The scenario on so many running dynos. Demands stay where they were measured. */
export function familyChange({ document: full }: Scenario, family: Family, running: number): Change {
  const measuredOn = full.cpu?.['measured-on'] ?? 'Performance-L';
  return (document) => {
    document.web = { dyno: family.dyno.name, count: running };
    document.cpu = { ...document.cpu, 'measured-on': measuredOn };
    const threads = family.threads === undefined ? {} : { threads: family.threads };
    document.server = Object.assign({ ...document.server }, { workers: family.workers }, threads);
  };
}
