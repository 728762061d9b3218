import {
  type Estimate,
  halfWidth,
  pairedDifference,
  pairedRatio,
  type Sections,
  sectioningInterval,
  varianceReduction,
} from '@dynosim/sim-core';
import { CONFIDENCE, figure, NO_FIGURE, rounded } from '../measure/pool.ts';
import { FEW_EVENTS, rareShare } from '../measure/rare.ts';
import type { Figure, Result } from '../measure/result.ts';
import {
  bad,
  type Observed,
  outcomes,
  type PairedFigure,
  type PairedFigureName,
  pairedFigures,
} from './paired-figures.ts';

/** One figure of two designs. */
export interface Difference {
  readonly a: Figure;
  readonly b: Figure;
  /** B less A. */
  readonly difference: Figure;
  /** B over A; null where A is 0. */
  readonly ratio: Figure;
  /** Variance of the difference with random numbers of their own over that with common ones; null if it has none. */
  readonly varianceReduction: number | null;
}

export type DifferenceName = PairedFigureName | 'costPerMonthUsd';
export type Differences = Readonly<Record<DifferenceName, Difference>>;

const NAMES = Object.keys(pairedFigures) as PairedFigureName[];

/** Every figure of B against A, from the same replications of both. */
export function differences(a: Observed, b: Observed, results: readonly [Result, Result]): Differences {
  const entries = NAMES.map((name) => [name, difference(name, a, b)] as const);
  return { ...(Object.fromEntries(entries) as Record<PairedFigureName, Difference>), ...costs(results) };
}

/** Of two designs one of which is saturated: nothing but the price can be compared. */
export function noDifferences(results: readonly [Result, Result]): Differences {
  const entries = NAMES.map((name) => [name, NOTHING] as const);
  return { ...(Object.fromEntries(entries) as Record<PairedFigureName, Difference>), ...costs(results) };
}

const NOTHING: Difference = {
  a: NO_FIGURE,
  b: NO_FIGURE,
  difference: NO_FIGURE,
  ratio: NO_FIGURE,
  varianceReduction: null,
};

function difference(name: PairedFigureName, a: Observed, b: Observed): Difference {
  const { of, factor, estimate = (design: Observed) => alone(of(design)) }: PairedFigure = pairedFigures[name];
  const [x, y] = [of(a), of(b)];
  const reduction = varianceReduction(x, y);
  const isShare = name === 'errorRate';
  return {
    a: figure(isShare ? errorShare(a) : estimate(a), factor),
    b: figure(isShare ? errorShare(b) : estimate(b), factor),
    difference: signed(isShare ? errorDifference(a, b) : pairedDifference(x, y, CONFIDENCE), factor),
    ratio: figure(isShare && isRare(a, b) ? UNKNOWN_RATIO : pairedRatio(x, y, CONFIDENCE)),
    varianceReduction: Number.isFinite(reduction) ? rounded(reduction) : null,
  };
}

/** Nobody knows how many times as often something happens that was hardly seen. */
const UNKNOWN_RATIO: Estimate = { value: Number.NaN, low: null, high: null };

function alone({ pooled, parts }: Sections): Estimate {
  return sectioningInterval(pooled, parts, CONFIDENCE);
}

function errorShare({ all }: { readonly all: Observed['all'] }): Estimate {
  return rareShare(all.ratio(bad, outcomes), all.sum(bad), all.sum(outcomes));
}

/** Where few errors were seen, the limits of each share say more than the spread of their differences: cautiously. */
function errorDifference(a: Observed, b: Observed): Estimate {
  const paired = pairedDifference(a.errors(), b.errors(), CONFIDENCE);
  const [x, y] = [errorShare(a), errorShare(b)];
  if (!isRare(a, b) || x.low === null || y.low === null || paired.low === null) return paired;
  const low = Math.min(paired.low, y.low - x.high!);
  return { value: paired.value, low, high: Math.max(paired.high!, y.high! - x.low) };
}

function isRare(a: Observed, b: Observed): boolean {
  return Math.min(a.all.sum(bad), b.all.sum(bad)) < FEW_EVENTS;
}

/** Prices are known, not estimated; a machine without a price has none to compare. */
function costs([a, b]: readonly [Result, Result]): { readonly costPerMonthUsd: Difference } {
  const [x, y] = [a.cost?.perMonthUsd, b.cost?.perMonthUsd];
  const exact = (value: number | undefined): Figure =>
    value === undefined ? NO_FIGURE : { value: rounded(value), low: rounded(value), high: rounded(value) };
  const both = x !== undefined && y !== undefined;
  return {
    costPerMonthUsd: {
      a: exact(x),
      b: exact(y),
      difference: exact(both ? y - x : undefined),
      ratio: exact(both && x > 0 ? y / x : undefined),
      varianceReduction: null,
    },
  };
}

/** As `figure`, for what may well be negative. */
function signed({ value, low, high }: Estimate, factor: number): Figure {
  const shown = (x: number | null): number | null => (x === null || Number.isNaN(x) ? null : rounded(x * factor));
  return { value: shown(value), low: shown(low), high: shown(high) };
}

/**
 * The widest interval of a difference: mean, p95, p99 and the utilisations as a share of the larger of the two designs,
 * p50 as half of that, errors in twentieths. At most the wanted precision: well enough known.
 */
export function widestDifference(a: Observed, b: Observed): number {
  const widths = [
    relative(a.mean(), b.mean()),
    relative(a.quantileInfluences(0.5), b.quantileInfluences(0.5)) / 2,
    relative(a.quantileInfluences(0.95), b.quantileInfluences(0.95)),
    relative(a.quantileInfluences(0.99), b.quantileInfluences(0.99)),
    relative(a.workers(), b.workers()),
    halfWidth(pairedDifference(a.errors(), b.errors(), CONFIDENCE)) / 0.05,
  ];
  const known = widths.filter((width) => !Number.isNaN(width));
  return known.length > 0 ? Math.max(...known) : 0;
}

function relative(a: Sections, b: Sections): number {
  return halfWidth(pairedDifference(a, b, CONFIDENCE)) / Math.max(a.pooled, b.pooled);
}
