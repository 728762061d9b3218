import type { Cell } from './cells.ts';
import { type Experiment, FIGURES, type FigureName, type Interval } from './experiment.ts';

/** How good the intervals of one figure in one cell are. */
export interface CoverageRow {
  readonly cell: string;
  readonly figure: FigureName;
  readonly experiments: number;
  /** Part of the runs that called the system saturated, which none of the cells is, or did not reach their precision. */
  readonly refused: number;
  /** Part of the intervals that hold the truth, and its standard error. */
  readonly coverage: number;
  readonly coverageError: number;
  /** Median half width, relative to the truth, and to that of somebody who knew the true variance. */
  readonly halfWidth: number;
  readonly widthRatio: number;
  /** Mean of the estimates against the truth, relative, and its standard error. */
  readonly bias: number;
  readonly biasError: number;
  /** Million requests that count, and all that were simulated on the way; means. */
  readonly millions: number;
  readonly simulatedMillions: number;
  readonly naiveCoverage: number;
}

export function coverageRows(cell: Cell, runs: readonly (Experiment | null)[]): CoverageRow[] {
  const known = runs.filter((run) => run !== null);
  const millions = average(known.map(({ requests }) => requests)) / 1e6;
  const simulatedMillions = average(known.map(({ simulated }) => simulated)) / 1e6;
  return FIGURES.map((figure) => {
    const truth = cell.truth.values[figure];
    const intervals = known.map(({ study }) => study[figure]);
    const spread = deviation(intervals.map(({ value }) => value));
    const halfWidth = median(intervals.map(({ low, high }) => ((high ?? Number.POSITIVE_INFINITY) - low) / 2));
    const covered = coverage(intervals, truth);
    return {
      cell: cell.name,
      figure,
      experiments: runs.length,
      refused: 1 - known.filter(({ reached }) => reached).length / runs.length,
      coverage: covered,
      coverageError: Math.sqrt((covered * (1 - covered)) / known.length),
      halfWidth: halfWidth / truth,
      widthRatio: halfWidth / (1.96 * spread),
      bias: average(intervals.map(({ value }) => value)) / truth - 1,
      biasError: spread / Math.sqrt(known.length) / truth,
      millions,
      simulatedMillions,
      naiveCoverage: coverage(
        known.map(({ naive }) => naive[figure]),
        truth,
      ),
    };
  });
}

function coverage(intervals: readonly Interval[], truth: number): number {
  return intervals.filter(({ low, high }) => low <= truth && truth <= (high ?? truth)).length / intervals.length;
}

function average(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

function deviation(values: readonly number[]): number {
  const middle = average(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
}
