import { describe, expect, it } from 'vitest';
import { UniformStream } from '../random/uniform-stream.ts';
import { Histogram } from './histogram.ts';
import { Sample } from './sample.ts';
import { EMPTY_TALLY, Tally } from './tally.ts';

function mostlyZeros(seed: string, zeros: number): number[] {
  const stream = new UniformStream(seed);
  return Array.from({ length: 5000 }, () => (stream.next() < zeros ? 0 : 2 * stream.next()));
}

function sampled(values: readonly number[]): Sample {
  const sample = new Sample();
  for (const x of values) sample.add(x);
  return sample;
}

describe('Sample', () => {
  for (const zeros of [0, 0.3, 0.99, 1]) {
    it(`equals its naive twins, a tally and a histogram of every value, with ${100 * zeros} % zeros`, () => {
      const values = mostlyZeros(`${zeros}`, zeros);
      const [tally, histogram] = [new Tally(), new Histogram()];
      for (const x of values) {
        tally.add(x);
        histogram.add(x);
      }
      const { times, histogram: counts } = sampled(values).summary();
      const expected = tally.summary();
      expect([times.count, times.min, times.max]).toEqual([expected.count, expected.min, expected.max]);
      expect(times.mean).toBeCloseTo(expected.mean, 12);
      expect(times.squares).toBeCloseTo(expected.squares, 8);
      expect(counts).toEqual(histogram.summary());
    });
  }

  it('knows how many values were not 0', () => {
    expect(sampled([0, 0, 3, 0, 1e-300]).positive).toBe(2);
  });

  it('of nothing has the empty tally and the empty histogram', () => {
    expect(new Sample().summary()).toEqual({ times: EMPTY_TALLY, histogram: new Histogram().summary() });
  });
});
