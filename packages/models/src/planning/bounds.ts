import type { DynoType } from '../catalogue/dyno-type.ts';
import { type Limit, offeredLoad, SHARED_RESOURCES } from '../study/offered-load.ts';
import type { Impossible } from './demand-floor.ts';
import type { Design, Designs } from './design.ts';
import { type Family, familyDesign } from './family.ts';
import { CEILING } from './ladder.ts';

/** What theory alone says of a family. */
export interface Bounds {
  readonly family: Family;
  readonly one: Design;
  /**
   * Running dynos that there have to be at least, by what one can carry and so that saturation is not too close;
   * 1 where the load is not a long run, Infinity where it is too much for what all dynos share.
   */
  readonly least: number;
  /** The resource that gives out first, and the rate at which it does on one dyno [1/s]. */
  readonly resource: Limit['resource'];
  readonly limit: number;
}

/** What is known of a dyno type before anything is simulated. */
export interface TypeBounds {
  readonly dyno: DynoType;
  /** Workers that fit into it. */
  readonly mostWorkers: number;
  readonly families: readonly Bounds[];
  /** Rules that it cannot keep with any number of dynos. */
  readonly impossible: readonly Impossible[];
}

export function boundsOf(designs: Designs, family: Family): Bounds {
  const one = familyDesign(designs, family);
  const { limits, capacity: limit, closed, rate } = offeredLoad(one.scenario);
  const [{ resource }] = limits;
  const isLongRun = !closed && one.scenario.run.horizon === 'steady';
  const shared = limits.find((found) => SHARED_RESOURCES.includes(found.resource));
  if (isLongRun && shared !== undefined && shared.rate <= rate)
    return { family, one, resource: shared.resource, limit: shared.rate, least: Number.POSITIVE_INFINITY };
  return { family, one, resource, limit, least: isLongRun ? Math.floor(rate / (CEILING * limit)) + 1 : 1 };
}

/** Running dynos that a budget and Heroku's own limit allow. */
export function mostRunning({ dyno }: Family, maxCost: number, spare: number): number {
  const affordable = Math.floor(maxCost / dyno.pricePerMonth + 1e-9);
  return Math.min(affordable, dyno.maxCount ?? UNLIMITED) - spare;
}

/** Where Heroku names no limit: more than anybody runs. Assumed. */
const UNLIMITED = 255;
