import { countBelow, type HistogramSummary, histogramQuantiles, mergeHistograms } from '../statistics/histogram.ts';
import type { Sections } from './paired.ts';

/** The density is taken between two quantiles this far apart, as a part of the tail, and at most so far in all. */
const SHARE_OF_TAIL = 1 / 3;
const WIDEST = 0.02;

/**
 * A quantile of all replications together, and what it would have been by the weight of each of them: a replication
 * with more values above it than its share moves it up by the excess over the density. For differences of quantiles,
 * where replications are often too short for quantiles of their own: the p99 of a thousand requests in one queue rests
 * on a single busy period, and the spread of such p99s was half of what it should have been (`docs/statistics.md`).
 * Bahadur's representation: Serfling, Approximation Theorems of Mathematical Statistics (1980), 2.5; as the estimate
 * of a variance: Asmussen and Glynn, Stochastic Simulation (2007), III.4a.
 */
export function quantileInfluences(histograms: readonly HistogramSummary[], p: number): Sections {
  const all = mergeHistograms(histograms);
  const h = Math.min(WIDEST, SHARE_OF_TAIL * (1 - p), SHARE_OF_TAIL * p);
  const [below, pooled, above] = histogramQuantiles(all, [p - h, p, p + h]) as [number, number, number];
  const slope = (above - below) / (2 * h);
  const mean = all.count / histograms.length;
  // Where all values around it are the same, nothing moves it.
  const parts = histograms.map((one) =>
    slope > 0 ? pooled + (slope * (p * one.count - countBelow(one, pooled))) / mean : pooled,
  );
  return { pooled, parts };
}
