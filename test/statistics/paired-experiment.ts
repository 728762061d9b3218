import { type Difference, replicate, runComparison } from '@dynosim/models';
import type { PairCell, PairTruth } from './pairs.ts';

export const PAIRED_FIGURES = ['meanMs', 'p50Ms', 'p95Ms', 'p99Ms'] as const satisfies readonly (keyof PairTruth)[];

/** What many comparisons say of one figure. */
export interface PairedRow {
  readonly pair: string;
  readonly figure: keyof PairTruth;
  readonly experiments: number;
  /** Part of the intervals that hold the true difference; undefined where nobody knows it. */
  readonly coverage: number | undefined;
  /** Of the interval, over that without common random numbers; medians. */
  readonly widthRatio: number;
  readonly varianceReduction: number;
  /** Mean of the estimates less the truth, in standard errors. */
  readonly bias: number | undefined;
  /** Million requests of one design, means. */
  readonly millions: number;
}

/** Runs comparisons with different seeds and counts how often they are right. */
export function pairedRows(cell: PairCell, experiments: number, precision: string): PairedRow[] {
  const runs = Array.from({ length: experiments }, (_, i) => {
    const { a, b } = cell.scenarios(`${cell.name} ${i}`, precision);
    return runComparison(a, b, replicate);
  });
  const millions = average(runs.map(({ a, pairs }) => a.requests.arrived * pairs)) / 1e6;
  return PAIRED_FIGURES.map((figure) => {
    const found = runs.map(({ differences }) => differences[figure]);
    const truth = cell.truth?.[figure];
    return {
      pair: cell.name,
      figure,
      experiments,
      coverage: truth === undefined ? undefined : average(found.map((one) => (holds(one, truth) ? 1 : 0))),
      widthRatio: median(found.map((one) => 1 / Math.sqrt(one.varianceReduction!))),
      varianceReduction: median(found.map((one) => one.varianceReduction!)),
      bias: truth === undefined ? undefined : standardErrors(found.map(({ difference }) => difference.value! - truth)),
      millions,
    };
  });
}

function holds({ difference: { low, high } }: Difference, truth: number): boolean {
  return low! <= truth && truth <= high!;
}

function standardErrors(errors: readonly number[]): number {
  const mean = average(errors);
  const variance = errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / (errors.length - 1);
  return mean / Math.sqrt(variance / errors.length);
}

function average(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
}
