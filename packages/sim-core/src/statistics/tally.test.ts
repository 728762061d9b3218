import { describe, expect, it } from 'vitest';
import { UniformStream } from '../random/uniform-stream.ts';
import { EMPTY_TALLY, mergeTallies, standardDeviation, Tally, type TallySummary } from './tally.ts';

/** The naive twin: Welford's update (Technometrics 4 (1962) 419). */
function welford(values: readonly number[]): { mean: number; squares: number } {
  let [mean, squares] = [0, 0];
  for (const [i, x] of values.entries()) {
    const delta = x - mean;
    mean += delta / (i + 1);
    squares += delta * (x - mean);
  }
  return { mean, squares };
}

function tallied(values: readonly number[]): TallySummary {
  const tally = new Tally();
  for (const x of values) tally.add(x);
  return tally.summary();
}

function sample(seed: string, count: number, value: (u: number) => number): number[] {
  const stream = new UniformStream(seed);
  return Array.from({ length: count }, () => value(stream.next()));
}

const values: Record<string, (u: number) => number> = {
  uniform: (u) => u,
  exponential: (u) => -Math.log(u),
  'heavy-tailed': (u) => u ** -2,
  'a million with a deviation of 0.3': (u) => 1e6 + u,
  'negative and positive': (u) => u - 0.5,
};

describe('Tally', () => {
  for (const [name, value] of Object.entries(values)) {
    it(`equals its naive twin, Welford's update, within 1e-9: 10,000 values, ${name}`, () => {
      const xs = sample(name, 10_000, value);
      const [summary, twin] = [tallied(xs), welford(xs)];
      expect(Math.abs(summary.mean - twin.mean)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(twin.mean)));
      expect(summary.squares / twin.squares).toBeCloseTo(1, 9);
      expect([summary.count, summary.min, summary.max]).toEqual([10_000, Math.min(...xs), Math.max(...xs)]);
    });
  }

  it('keeps nine digits of the variance where the first value lies far from the others', () => {
    const xs = [1e4, ...sample('far', 10_000, (u) => u)];
    expect(tallied(xs).squares / welford(xs).squares).toBeCloseTo(1, 9);
  });

  it('has variance 0, never less, of equal values', () => {
    for (const x of [0.1, 1e-300, 1e9 + 0.1]) {
      const summary = tallied(Array.from({ length: 1000 }, () => x));
      expect([summary.mean, summary.squares, summary.min, summary.max]).toEqual([x, 0, x, x]);
    }
  });

  it('knows no mean of nothing, and no deviation of one value', () => {
    expect(new Tally().summary()).toEqual(EMPTY_TALLY);
    expect(new Tally().mean).toBeNaN();
    expect(standardDeviation(EMPTY_TALLY)).toBeNaN();
    expect(standardDeviation(tallied([5]))).toBeNaN();
    expect(tallied([5])).toEqual({ count: 1, mean: 5, squares: 0, min: 5, max: 5 });
  });

  it('has the sample deviation of the textbook: of 2, 4, 4, 4, 5, 5, 7, 9 it is sqrt(32 / 7)', () => {
    expect(standardDeviation(tallied([2, 4, 4, 4, 5, 5, 7, 9]))).toBeCloseTo(Math.sqrt(32 / 7), 14);
  });
});

describe('mergeTallies', () => {
  it('gives the tally of both samples, however they are cut', () => {
    const xs = sample('merge', 3000, (u) => 10 - Math.log(u));
    const whole = tallied(xs);
    for (const cut of [0, 1, 2, 1500, 2999, 3000]) {
      const merged = mergeTallies(tallied(xs.slice(0, cut)), tallied(xs.slice(cut)));
      expect([merged.count, merged.min, merged.max]).toEqual([whole.count, whole.min, whole.max]);
      expect(merged.mean / whole.mean).toBeCloseTo(1, 12);
      expect(merged.squares / whole.squares).toBeCloseTo(1, 9);
    }
  });

  it('of a hundred parts gives the whole within 1e-9', () => {
    const xs = sample('parts', 10_000, (u) => u ** -0.5);
    const parts = Array.from({ length: 100 }, (_, i) => tallied(xs.slice(i * 100, (i + 1) * 100)));
    expect(parts.reduce(mergeTallies).squares / welford(xs).squares).toBeCloseTo(1, 9);
  });

  it('takes an empty sample for nothing', () => {
    const some = tallied([1, 2]);
    expect([mergeTallies(some, EMPTY_TALLY), mergeTallies(EMPTY_TALLY, some)]).toEqual([some, some]);
    expect(mergeTallies(EMPTY_TALLY, EMPTY_TALLY)).toEqual(EMPTY_TALLY);
  });
});
