import { describe, expect, it } from 'vitest';
import { UniformStream } from '../random/uniform-stream.ts';
import { countAbove, countBelow, Histogram } from './histogram.ts';

/** Width of a bucket against its value. */
const PRECISION = 1 / 512;

function histogramOf(values: Iterable<number>): Histogram {
  const histogram = new Histogram();
  for (const x of values) histogram.add(x);
  return histogram;
}

function sample(seed: string, count: number, value: (u: number) => number): number[] {
  const stream = new UniformStream(seed);
  return Array.from({ length: count }, () => value(stream.next()));
}

/** The naive twin: the sorted values, interpolated between neighbouring ranks (Hyndman and Fan 1996, type 7). */
function sortedQuantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = p * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return below + (at - Math.floor(at)) * (above - below);
}

const laws: Record<string, (u: number) => number> = {
  exponential: (u) => -0.1 * Math.log(u),
  uniform: (u) => u,
  'heavy-tailed over nine decades': (u) => 1e-3 * u ** -1.5,
  'constant for the most part': (u) => (u < 0.9 ? 0.25 : u),
  'on a grid of whole milliseconds': (u) => Math.ceil(100 * u) / 1000,
};
const PS = [0, 0.001, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999, 1];

describe('Histogram: quantiles', () => {
  for (const [name, law] of Object.entries(laws)) {
    it(`equal those of the sorted array within 0.2 %: ${name}`, () => {
      for (const count of [1, 2, 3, 10, 1000, 20_000]) {
        const values = sample(`${name} ${count}`, count, law);
        const histogram = histogramOf(values);
        for (const p of PS) {
          const ratio = histogram.quantile(p) / sortedQuantile(values, p);
          expect(Math.abs(ratio - 1)).toBeLessThan(PRECISION);
        }
      }
    });
  }

  it('at 0 and 1 lie within a bucket of the minimum and the maximum, never outside', () => {
    const values = sample('ends', 500, (u) => u);
    const histogram = histogramOf(values);
    expect(histogram.quantile(0)).toBeGreaterThanOrEqual(Math.min(...values));
    expect(histogram.quantile(1)).toBeLessThanOrEqual(Math.max(...values));
  });

  it('never fall with p', () => {
    const histogram = histogramOf(sample('monotone', 300, (u) => Math.ceil(u * 20)));
    const quantiles = Array.from({ length: 1001 }, (_, i) => histogram.quantile(i / 1000));
    for (let i = 1; i <= 1000; i++) expect(quantiles[i]).toBeGreaterThanOrEqual(quantiles[i - 1]!);
  });

  it('in one pass equal those asked for one by one, far enough apart', () => {
    const histogram = histogramOf(sample('one pass', 5000, (u) => u ** 3));
    const ps = [0.05, 0.5, 0.9, 0.99];
    expect(histogram.quantiles(ps)).toEqual(ps.map((p) => histogram.quantile(p)));
  });

  it('of nothing are NaN', () => {
    expect(new Histogram().quantile(0.5)).toBeNaN();
    expect(new Histogram().quantiles([0.1, 0.9])).toEqual([Number.NaN, Number.NaN]);
  });

  it('of one value are that value', () => {
    for (const x of [0, 1e-6, 0.123456789, 1, 3e7]) expect(histogramOf([x]).quantile(0.7)).toBe(x);
  });
});

describe('Histogram: zeros and extremes', () => {
  it('counts exact zeros as zeros: with 70 % of them the median is 0 and p90 is not', () => {
    const histogram = histogramOf(sample('zeros', 10_000, (u) => (u < 0.7 ? 0 : u)));
    expect(histogram.quantile(0.5)).toBe(0);
    expect(histogram.quantile(0.9)).toBeCloseTo(0.9, 2);
  });

  it('takes values below a microsecond for 0, but never below the minimum', () => {
    expect(histogramOf([1e-9, 1e-8, 1]).quantile(0)).toBe(1e-9);
    expect(histogramOf([0, 1e-8, 1]).quantile(0.5)).toBe(0);
  });

  it('counts values above two years in its last bucket and keeps their maximum', () => {
    const histogram = histogramOf([1, 1e9, 1e300]);
    const { count, max, counts } = histogram.summary();
    expect([count, max, counts.at(-1)]).toEqual([3, 1e300, 2]);
    expect(histogram.quantile(0)).toBeCloseTo(1, 2);
    expect(histogram.quantile(0.9)).toBeGreaterThan(6e7);
  });

  it('puts the edges of its range into the first and the last bucket', () => {
    const { counts, low } = histogramOf([2 ** -20, 2 ** 26 - 1]).summary();
    expect([low, counts[0], counts.at(-1), counts.length]).toEqual([0, 1, 1, 46 * 512]);
  });
});

describe('Histogram: values below', () => {
  it('are counted as in the plain array, but for a part of one bucket', () => {
    const values = sample('below', 5000, (u) => (u < 0.2 ? 0 : -Math.log(u)));
    const histogram = histogramOf(values);
    for (const x of [0.001, 0.05, 0.5, 1, 1.6]) {
      const near = (factor: number): number => values.filter((value) => value <= x * factor).length;
      expect(countBelow(histogram.summary(), x)).toBeGreaterThanOrEqual(near(1 - PRECISION));
      expect(countBelow(histogram.summary(), x)).toBeLessThanOrEqual(near(1 + PRECISION));
    }
  });

  it('a quantile are its share of them, to one value', () => {
    const histogram = histogramOf(sample('inverse', 3000, (u) => u ** 2));
    for (const p of [0.1, 0.5, 0.9, 0.99]) {
      expect(Math.abs(countBelow(histogram.summary(), histogram.quantile(p)) - p * 3000)).toBeLessThan(1.5);
    }
  });

  it('0 are the zeros; nothing is above the largest, and nothing below the smallest', () => {
    const histogram = histogramOf([0, 0, 0, 1, 2]);
    expect([0, 0.5, 3, 1e300].map((x) => countBelow(histogram.summary(), x))).toEqual([3, 3, 5, 5]);
    expect(countBelow(histogramOf([1, 2]).summary(), 0.5)).toBe(0);
  });
});

describe('Histogram: summaries', () => {
  it('merged give the histogram of all values, whatever the order', () => {
    const parts = ['a', 'b', 'c'].map((seed, i) => sample(seed, 700, (u) => (u < 0.2 ? 0 : u * 10 ** i)));
    const whole = histogramOf(parts.flat()).summary();
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
    ]) {
      const merged = new Histogram();
      for (const i of order) merged.merge(histogramOf(parts[i]!).summary());
      expect(merged.summary()).toEqual(whole);
    }
  });

  it('survive the way through an empty histogram', () => {
    const summary = histogramOf(sample('round trip', 1000, (u) => u ** 5)).summary();
    const copy = new Histogram();
    copy.merge(summary);
    expect(copy.summary()).toEqual(summary);
    for (const p of PS)
      expect(copy.quantile(p)).toBe(histogramOf(sample('round trip', 1000, (u) => u ** 5)).quantile(p));
  });

  it('of nothing merge as nothing', () => {
    const empty = new Histogram().summary();
    expect([empty.count, empty.low, empty.counts.length]).toEqual([0, 0, 0]);
    const histogram = histogramOf([1, 2]);
    const before = histogram.summary();
    histogram.merge(empty);
    expect(histogram.summary()).toEqual(before);
  });

  it('hold the buckets between the lowest and the highest that are not empty', () => {
    const { counts } = histogramOf([1, 1, 2]).summary();
    expect([counts.length, counts[0], counts[512]]).toEqual([513, 2, 1]);
  });

  it('do not change when the histogram goes on counting', () => {
    const histogram = histogramOf([1]);
    const { counts } = histogram.summary();
    histogram.add(1);
    expect(counts[0]).toBe(1);
  });
});

describe('countAbove', () => {
  for (const [name, law] of Object.entries(laws)) {
    it(`counts what the sorted values count, but for one bucket: ${name}`, () => {
      const values = sample(name, 20_000, law);
      const summary = histogramOf(values).summary();
      for (const x of [0.001, 0.02, 0.1, 0.25, 0.5, 2, 1e6]) {
        const [most, least] = [x * (1 - PRECISION), x * (1 + PRECISION)].map((y) => values.filter((v) => v > y).length);
        expect(countAbove(summary, x)).toBeGreaterThanOrEqual(least!);
        expect(countAbove(summary, x)).toBeLessThanOrEqual(most!);
      }
    });
  }

  it('of nothing is 0, below all values it is their number', () => {
    expect(countAbove(new Histogram().summary(), 1)).toBe(0);
    expect(countAbove(histogramOf([1, 2]).summary(3), 0)).toBe(2);
    expect(countAbove(histogramOf([1, 2]).summary(), 0.5)).toBe(2);
    expect(countAbove(histogramOf([1, 2]).summary(), 2)).toBe(0);
  });
});
