import { describe, expect, it } from 'vitest';
import { Exponential } from '../distributions/exponential.ts';
import { Streams } from '../random/streams.ts';
import { UniformStream } from '../random/uniform-stream.ts';
import { Variates } from '../random/variates.ts';
import { Histogram } from './histogram.ts';
import { type Estimate, ratioInterval, sectioningInterval } from './interval.ts';
import { quantileIntervals } from './quantile-interval.ts';

function histogramOf(values: readonly number[]): Histogram {
  const histogram = new Histogram();
  for (const x of values) histogram.add(x);
  return histogram;
}

function quantileInterval(parts: readonly Histogram[], p: number, confidence: number): Estimate {
  return quantileIntervals(
    parts.map((part) => part.summary()),
    [p],
    confidence,
  )[0]!;
}

function interval(parts: readonly (readonly number[])[], p: number): Estimate {
  return quantileInterval(parts.map(histogramOf), p, 0.95);
}

function uniforms(seed: string, count: number): number[] {
  const stream = new UniformStream(seed);
  return Array.from({ length: count }, () => stream.next());
}

describe('quantileInterval', () => {
  it('is that of the sorted values, within a bucket: its naive twin', () => {
    const parts = Array.from({ length: 12 }, (_, i) => uniforms(`twin ${i}`, 200 + 30 * i).map((u) => 1 + u));
    const sorted = parts.flat().sort((a, b) => a - b);
    const valueAt = (p: number): number => sorted[Math.round(p * (sorted.length - 1))]!;
    for (const p of [0.2, 0.5, 0.95]) {
      const below = parts.map((part) => part.filter((x) => x <= valueAt(p)).length);
      const shares = ratioInterval(
        below,
        parts.map((part) => part.length),
        0.95,
      );
      const half = (shares.high! - shares.low!) / 2;
      const { value, low, high } = interval(parts, p);
      expect(value / valueAt(p)).toBeCloseTo(1, 2);
      expect(low! / valueAt(p - half)).toBeCloseTo(1, 2);
      expect(high! / valueAt(p + half)).toBeCloseTo(1, 2);
    }
  });

  it('has no width where all replications agree, also where all requests do', () => {
    const alike = uniforms('alike', 300);
    const { value, low, high } = interval([alike, alike, alike], 0.95);
    expect([low, high]).toEqual([value, value]);
    expect(interval([[0.12, 0.12], [0.12]], 0.99)).toEqual({ value: 0.12, low: 0.12, high: 0.12 });
  });

  it('of values that are 0 for the most part is 0 to 0 in the middle of them, and more at their edge', () => {
    const parts = Array.from({ length: 20 }, (_, i) => uniforms(`zeros ${i}`, 100).map((u) => (u < 0.7 ? 0 : u)));
    expect(interval(parts, 0.5)).toEqual({ value: 0, low: 0, high: 0 });
    const edge = interval(parts, 0.7);
    expect(edge.low).toBe(0);
    expect(edge.high).toBeGreaterThan(0.7);
  });

  it('has no upper limit where the slowest values are too few', () => {
    const parts = Array.from({ length: 5 }, (_, i) => uniforms(`few ${i}`, 30));
    const { value, low, high } = interval(parts, 0.99);
    expect(low!).toBeLessThan(value);
    expect(high).toBe(Number.POSITIVE_INFINITY);
  });

  it.each([[[]], [[[1, 2, 3]]], [[[1, 2, 3], []]]])('has no limits where %j is all there is to judge by', (parts) => {
    expect(interval(parts, 0.5)).toMatchObject({ low: null, high: null });
  });
});

/** Response times of M/M/1 at load 0.8, mean service 1, from empty, by Lindley's recursion. */
function responses(replication: number): Histogram {
  const streams = new Streams('short replications', replication);
  const gaps = new Variates(new Exponential(1.25), streams.uniform('gaps'));
  const services = new Variates(new Exponential(1), streams.uniform('services'));
  const histogram = new Histogram();
  let work = 0;
  for (let i = -400; i < 1000; i++) {
    const response = work + services.next();
    if (i >= 0) histogram.add(response);
    work = Math.max(0, response - gaps.next());
  }
  return histogram;
}

it('covers p99 also in replications of 20 time constants, where sectioning misses it in one of four', () => {
  const EXPERIMENTS = 150;
  const exact = Math.log(100) / 0.2;
  const covers = ({ low, high }: Estimate): boolean => low! <= exact && exact <= high!;
  const found = Array.from({ length: EXPERIMENTS }, (_, i) => {
    const parts = Array.from({ length: 40 }, (_, r) => responses(40 * i + r));
    const ours = quantileInterval(parts, 0.99, 0.95);
    const values = parts.map((part) => part.quantile(0.99));
    return [ours, sectioningInterval(ours.value, values, 0.95)] as const;
  });
  expect(found.filter(([ours]) => covers(ours)).length / EXPERIMENTS).toBeGreaterThan(0.9);
  expect(found.filter(([, sectioning]) => covers(sectioning)).length / EXPERIMENTS).toBeLessThan(0.85);
});
