import { describe, expect, it } from 'vitest';
import { Streams } from '../random/streams.ts';
import { pairedDifference, pairedRatio, type Sections, varianceReduction } from './paired.ts';

/** Parts around 10 and 8 that share most of their noise, as two designs on the same random numbers do. */
function twoDesigns(seed: string, replications: number): [Sections, Sections] {
  const streams = new Streams(seed, 0);
  const [shared, own] = [streams.uniform('shared'), streams.uniform('own')];
  const pairs = Array.from({ length: replications }, () => {
    const noise = 4 * (shared.next() - 0.5);
    return [10 + noise + own.next() - 0.5, 8 + 0.8 * noise + own.next() - 0.5] as const;
  });
  const sections = (side: 0 | 1): Sections => {
    const parts = pairs.map((pair) => pair[side]);
    return { pooled: parts.reduce((a, b) => a + b, 0) / replications, parts };
  };
  return [sections(0), sections(1)];
}

const coverage = (hits: (seed: string) => boolean): number =>
  Array.from({ length: 2000 }, (_, i) => hits(`seed ${i}`)).filter(Boolean).length / 2000;

describe('pairs of replications', () => {
  it('give the textbook paired t interval for means', () => {
    const a = { pooled: 3, parts: [2, 3, 4] };
    const b = { pooled: 5, parts: [3, 5, 7] };
    // Differences 1, 2, 3: mean 2, s = 1, t(0.975, 2) = 4.302653.
    const { value, low, high } = pairedDifference(a, b, 0.95);
    expect(value).toBe(2);
    expect(high! - 2).toBeCloseTo(4.302653 / Math.sqrt(3), 6);
    expect(2 - low!).toBeCloseTo(4.302653 / Math.sqrt(3), 6);
  });

  it('cover difference and ratio 95 times in 100 (2000 experiments: within 4 standard errors)', () => {
    const tolerance = 4 * Math.sqrt((0.05 * 0.95) / 2000);
    const holds = (truth: number, { low, high }: { low: number | null; high: number | null }) =>
      low! <= truth && truth <= high!;
    expect(Math.abs(coverage((s) => holds(-2, pairedDifference(...twoDesigns(s, 20), 0.95))) - 0.95)).toBeLessThan(
      tolerance,
    );
    expect(Math.abs(coverage((s) => holds(0.8, pairedRatio(...twoDesigns(s, 20), 0.95))) - 0.95)).toBeLessThan(
      tolerance,
    );
  });

  it('say what pairing saves: ten times the replications where the noise is mostly shared', () => {
    // var a = 16/12 + 1/12, var b = 0.64 * 16/12 + 1/12; of the difference 0.04 * 16/12 + 2/12.
    expect(varianceReduction(...twoDesigns('many', 20_000))).toBeCloseTo(2.353 / 0.22, 0);
  });

  it('know nothing from one pair, and no ratio to nothing', () => {
    const [one, zero] = [
      { pooled: 1, parts: [1] },
      { pooled: 0, parts: [0, 0] },
    ];
    expect(pairedDifference(one, one, 0.95)).toEqual({ value: 0, low: null, high: null });
    expect(varianceReduction(one, one)).toBeNaN();
    expect(pairedRatio(zero, zero, 0.95)).toEqual({ value: Number.NaN, low: null, high: null });
    const same = { pooled: 2, parts: [1, 3] };
    expect(varianceReduction(same, same)).toBe(Number.POSITIVE_INFINITY);
  });

  it('leave out pairs of which one side has nothing to say', () => {
    const a = { pooled: 2, parts: [1, Number.NaN, 3] };
    const b = { pooled: 3, parts: [2, 3, 4] };
    expect(pairedDifference(a, b, 0.95)).toEqual({ value: 1, low: 1, high: 1 });
    expect(varianceReduction(a, b)).toBe(Number.POSITIVE_INFINITY);
  });
});
