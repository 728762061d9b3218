import { type DynoType, findDyno } from '@dynosim/models';

/** So many workers on a dyno type, in print. */
export interface RuleOfThumb {
  readonly dyno: DynoType;
  readonly least: number;
  readonly most: number;
}

/** Memory of one worker: more than `above`, at most `upTo` [MB]; none if those cross. */
export interface MemoryRange {
  readonly above: number;
  readonly upTo: number;
}

/** Unicorn workers by dyno: Heroku Dev Center, "Optimizing Dyno Usage" (2014). */
export const rules: readonly RuleOfThumb[] = [
  { dyno: findDyno('1x')!, least: 2, most: 3 },
  { dyno: findDyno('2x')!, least: 4, most: 6 },
  { dyno: findDyno('px')!, least: 20, most: 30 },
];

/** Its sample: that many workers on a 1X, and the most memory that all of it took [MB]. */
export const sample = { workers: 4, peak: 359 } as const;

/** Workers of that memory that fit beside the master. */
export function fitting(dyno: DynoType, master: number, worker: number): number {
  return Math.floor((dyno.memory - master) / worker);
}

/** Memory per worker with which at least `least` and at most `most` of them fit. */
export function rangeFor({ dyno, least, most }: RuleOfThumb, master: number): MemoryRange {
  return { above: (dyno.memory - master) / (most + 1), upTo: (dyno.memory - master) / least };
}

export function common(ranges: readonly MemoryRange[]): MemoryRange | undefined {
  const above = Math.max(...ranges.map((range) => range.above));
  const upTo = Math.min(...ranges.map((range) => range.upTo));
  return above < upTo ? { above, upTo } : undefined;
}

/** Memory per worker for which all rules hold. */
export function agreement(of: readonly RuleOfThumb[], master: number): MemoryRange | undefined {
  return common(of.map((rule) => rangeFor(rule, master)));
}

/** The largest master with which any memory per worker suits all rules, in whole MB; undefined if none does. */
export function largestMaster(of: readonly RuleOfThumb[]): number | undefined {
  const masters = Array.from({ length: 512 }, (_, master) => master);
  return masters.findLast((master) => agreement(of, master) !== undefined);
}

/** Memory per worker up to which even the most workers of every rule fit. */
export function safeUpTo(of: readonly RuleOfThumb[], master: number): number {
  return Math.min(...of.map(({ dyno, most }) => (dyno.memory - master) / most));
}
