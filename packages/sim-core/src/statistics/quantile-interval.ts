import { countBelow, type HistogramSummary, histogramQuantiles, mergeHistograms } from './histogram.ts';
import { type Estimate, halfWidth, ratioInterval } from './interval.ts';

/**
 * Intervals of quantiles of non-negative observations from independent replications: how well the share of
 * observations below the pooled quantile is known (a ratio over replications), carried over to the values by the pooled
 * distribution. No quantile of a single replication is used: those are biased and too much alike in short ones, which
 * made sectioning cover p99 in 72 % of runs of 20 time constants each (docs/statistics.md). An upper limit is Infinity
 * where the slowest observations are too few to set one.
 *
 * Sources: Woodruff, Journal of the American Statistical Association 47 (1952) 635; for replications and regenerative
 * cycles, Iglehart, Journal of the ACM 23 (1976) 347, and Seila, Management Science 28 (1982) 573.
 */
export function quantileIntervals(
  parts: readonly HistogramSummary[],
  ps: readonly number[],
  confidence: number,
): Estimate[] {
  const pooled = mergeHistograms(parts);
  const counts = parts.map((part) => part.count);
  const values = histogramQuantiles(pooled, ps);
  return ps.map((p, i) => {
    const value = values[i]!;
    const below = parts.map((part) => countBelow(part, value));
    const half = halfWidth(ratioInterval(below, counts, confidence));
    if (!Number.isFinite(half)) return { value, low: null, high: null };
    const [low, high] = histogramQuantiles(pooled, [Math.max(0, p - half), Math.min(1, p + half)]) as [number, number];
    return { value, low: p > half ? low : 0, high: p + half < 1 ? high : Number.POSITIVE_INFINITY };
  });
}
