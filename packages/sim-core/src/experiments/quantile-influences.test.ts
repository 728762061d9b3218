import { expect, it } from 'vitest';
import { Streams } from '../random/streams.ts';
import { countBelow, Histogram, type HistogramSummary, histogramQuantiles } from '../statistics/histogram.ts';
import { sectioningInterval } from '../statistics/interval.ts';
import { quantileInfluences } from './quantile-influences.ts';

/** Exponential values that come in runs of equal ones, as response times of one busy period do. */
function clustered(seed: string, replications: number, clusters: number, size: number): HistogramSummary[] {
  const stream = new Streams(seed, 0).uniform('values');
  return Array.from({ length: replications }, () => {
    const histogram = new Histogram();
    for (let i = 0; i < clusters; i++) {
      const value = -Math.log(stream.next());
      for (let k = 0; k < size; k++) histogram.add(value * (1 + 0.001 * k));
    }
    return histogram.summary();
  });
}

it('counts what lies below a value, twin: the values themselves', () => {
  const values = Array.from({ length: 999 }, (_, i) => ((i * 7919) % 1000) / 100);
  const histogram = new Histogram();
  for (const value of values) histogram.add(value);
  for (const x of [-1, 0, 0.005, 1, 3.333, 9.99, 12]) {
    const exact = values.filter((value) => value < x).length;
    expect(Math.abs(countBelow(histogram.summary(), x) - exact)).toBeLessThanOrEqual(3);
  }
});

it('has the pooled quantile, and parts whose mean is the pooled one', () => {
  const histograms = clustered('a', 20, 500, 1);
  const { pooled, parts } = quantileInfluences(histograms, 0.95);
  expect(pooled).toBeCloseTo(3, 0);
  expect(parts.reduce((a, b) => a + b, 0) / 20).toBeCloseTo(pooled, 2);
});

it('covers the p99 of ten clusters in a replication better than quantiles of the replications do', () => {
  const truth = -Math.log(0.01);
  let [byInfluence, bySections] = [0, 0];
  for (let i = 0; i < 300; i++) {
    const histograms = clustered(`experiment ${i}`, 40, 10, 5);
    const { pooled, parts } = quantileInfluences(histograms, 0.99);
    const holds = (estimates: readonly number[]): boolean => {
      const { low, high } = sectioningInterval(pooled, estimates, 0.95);
      return low! <= truth && truth <= high!;
    };
    byInfluence += holds(parts) ? 1 : 0;
    bySections += holds(histograms.map((one) => histogramQuantiles(one, [0.99])[0]!)) ? 1 : 0;
  }
  expect(byInfluence / 300).toBeGreaterThan(0.85);
  expect(byInfluence).toBeGreaterThan(bySections);
});

it('does not move where all values around it are the same, as 30 s of H12 are', () => {
  const histogram = new Histogram();
  for (let i = 0; i < 100; i++) histogram.add(30);
  const { pooled, parts } = quantileInfluences([histogram.summary(), histogram.summary()], 0.95);
  expect(parts).toEqual([pooled, pooled]);
});
