/** Figures of 10,000 parses of the same document, in batches of 100 one after another, on one dyno. */
export interface BatchFigures {
  /** Of the batches' means [ms]: mean, percentiles, coefficient of variation, correlation with the next batch. */
  readonly mean: number;
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
  readonly cv: number;
  readonly lag1: number;
  /** Inside a batch, against its median; the median over the batches. `p99` is the largest of 100. */
  readonly p75: number;
  readonly p90: number;
  readonly p99: number;
  readonly least: number;
}

export type FigureName = keyof BatchFigures;

export const BATCH = 100;

/** Of the times of single parses [ms], in their order. */
export function batchFigures(times: Float64Array): BatchFigures {
  const batches = Array.from({ length: times.length / BATCH }, (_, b) => times.slice(BATCH * b, BATCH * (b + 1)));
  const means = batches.map(mean);
  const sorted = batches.map((batch) => batch.sort());
  const ratio = (rank: number): number =>
    quantile(
      sorted.map((batch) => batch[rank]! / batch[BATCH / 2]!),
      0.5,
    );
  return {
    mean: mean(means),
    p5: quantile(means, 0.05),
    p50: quantile(means, 0.5),
    p95: quantile(means, 0.95),
    cv: Math.sqrt(covariance(means, 0)) / mean(means),
    lag1: covariance(means, 1) / covariance(means, 0),
    p75: ratio(75),
    p90: ratio(90),
    p99: ratio(99),
    least: ratio(0),
  };
}

/** Between the ranks (Hyndman and Fan, American Statistician 50 (1996) 361, definition 7). */
export function quantile(values: readonly number[], p: number): number {
  const sorted = Float64Array.from(values).sort();
  const rank = p * (sorted.length - 1);
  const below = Math.floor(rank);
  return sorted[below]! + (rank - below) * ((sorted[below + 1] ?? sorted[below]!) - sorted[below]!);
}

function mean(values: Iterable<number>): number {
  let [sum, count] = [0, 0];
  for (const value of values) {
    sum += value;
    count += 1;
  }
  return sum / count;
}

function covariance(values: readonly number[], lag: number): number {
  const centre = mean(values);
  const products = values.slice(lag).map((value, i) => (value - centre) * (values[i]! - centre));
  return products.reduce((sum, product) => sum + product, 0) / values.length;
}
