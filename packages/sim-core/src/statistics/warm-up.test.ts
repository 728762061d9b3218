import { describe, expect, it } from 'vitest';
import { UniformStream } from '../random/uniform-stream.ts';
import { mser5 } from './warm-up.ts';

/** A series around 10 whose first `transient` values lie around `start`. */
function series(seed: string, length: number, transient: number, start: number): number[] {
  const stream = new UniformStream(seed);
  return Array.from({ length }, (_, i) => {
    return (i < transient ? start : 10) + stream.next() - 0.5;
  });
}

/** The naive twin: the standard error of what is left, computed anew for every cut. */
function naiveCut(values: readonly number[]): number {
  const batches = Array.from({ length: Math.floor(values.length / 5) }, (_, b) => {
    return values.slice(5 * b, 5 * b + 5).reduce((sum, x) => sum + x, 0) / 5;
  });
  const scores = batches.slice(0, Math.floor(batches.length / 2) + 1).map((_, d) => {
    const rest = batches.slice(d);
    const mean = rest.reduce((a, b) => a + b, 0) / rest.length;
    return rest.reduce((sum, x) => sum + (x - mean) ** 2, 0) / rest.length ** 2;
  });
  return 5 * scores.indexOf(Math.min(...scores));
}

describe('mser5', () => {
  for (const start of [0, 30]) {
    it(`cuts off the first 60 values, which lie around ${start} instead of 10, and little more`, () => {
      const results = Array.from({ length: 31 }, (_, seed) => mser5(series(`${seed}`, 400, 60, start)));
      const cuts = results.map(({ cut }) => cut).sort((a, b) => a - b);
      expect(results.every(({ found }) => found)).toBe(true);
      expect(cuts[0]).toBeGreaterThanOrEqual(60);
      expect(cuts[15]).toBeLessThanOrEqual(75);
    });
  }

  it('equals its naive twin on random series', () => {
    for (let seed = 0; seed < 50; seed++) {
      const values = series(`twin ${seed}`, 50 + 7 * seed, seed * 3, seed % 2 === 0 ? 5 : 12);
      expect(mser5(values).cut).toBe(naiveCut(values));
    }
  });

  it('cuts off little of a series without a transient', () => {
    const cuts = Array.from({ length: 50 }, (_, seed) => mser5(series(`flat ${seed}`, 400, 0, 10)).cut);
    expect(cuts.sort((a, b) => a - b)[25]).toBeLessThanOrEqual(40);
  });

  it('cuts off nothing of a constant series', () => {
    expect(mser5(Array.from({ length: 100 }, () => 3))).toEqual({ cut: 0, found: true });
  });

  it('finds no end of a transient that fills the series', () => {
    expect(mser5(Array.from({ length: 200 }, (_, i) => i)).found).toBe(false);
  });

  it.each([0, 1, 4, 5, 49])('does not judge a series of %d values', (length) => {
    expect(mser5(series('short', length, 0, 10)).found).toBe(false);
  });

  it('cuts at multiples of five, a whole number of batches', () => {
    for (let seed = 0; seed < 20; seed++) expect(mser5(series(`${seed}`, 333, 50, 0)).cut % 5).toBe(0);
  });

  it('lets values that are missing change nothing but their batch', () => {
    const values = series('gaps', 400, 60, 0);
    const { cut } = mser5(values);
    const gaps = values.map((x, i) => (i % 9 === 4 || (i >= 200 && i < 210) ? Number.NaN : x));
    const withGaps = mser5(gaps);
    expect(withGaps.found).toBe(true);
    expect(Math.abs(withGaps.cut - cut)).toBeLessThanOrEqual(15);
  });
});
