import { describe, expect, it } from 'vitest';
import { halfWidth, ratioInterval, sectioningInterval } from './interval.ts';

describe('sectioningInterval', () => {
  it('of equally long parts is the t interval of the textbook', () => {
    // Law, Simulation Modeling and Analysis, 5th ed., example 4.27: 1.34 with 90 % interval 1.34 +- 0.24.
    const values = [1.2, 1.5, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.5, 1.09];
    const mean = values.reduce((a, b) => a + b, 0) / 10;
    const estimate = sectioningInterval(mean, values, 0.9);
    expect(estimate.value).toBeCloseTo(1.343, 10);
    expect(halfWidth(estimate)).toBeCloseTo(0.24, 2);
  });

  it('takes the variance around the pooled estimate, not around the mean of the parts', () => {
    const { low, high } = sectioningInterval(3, [0, 2], 0.95);
    expect((high! - low!) / 2).toBeCloseTo(12.7062047362 * Math.sqrt(10 / 1 / 2), 6);
  });

  it('lies symmetrically about the pooled estimate and widens with the confidence', () => {
    const widths = [0.5, 0.9, 0.95, 0.99].map((confidence) => {
      const estimate = sectioningInterval(10, [9, 10, 12, 11], confidence);
      expect(estimate.low! + estimate.high!).toBeCloseTo(20, 12);
      return halfWidth(estimate);
    });
    for (let i = 1; i < widths.length; i++) expect(widths[i]).toBeGreaterThan(widths[i - 1]!);
  });

  it('has no width when all parts agree', () => {
    expect(sectioningInterval(4, [4, 4, 4], 0.95)).toEqual({ value: 4, low: 4, high: 4 });
  });

  it('leaves out parts that know nothing', () => {
    expect(sectioningInterval(2, [1, Number.NaN, 3, Number.NaN], 0.95)).toEqual(sectioningInterval(2, [1, 3], 0.95));
  });

  it.each([[[]], [[5]], [[5, Number.NaN]]])('has no limits where %j is all there is to judge by', (parts) => {
    expect(sectioningInterval(5, parts, 0.95)).toEqual({ value: 5, low: null, high: null });
  });

  it('has no limits where the pooled estimate is unknown', () => {
    expect(sectioningInterval(Number.NaN, [1, 2], 0.95)).toEqual({ value: Number.NaN, low: null, high: null });
  });
});

describe('ratioInterval', () => {
  it('of equal denominators is the t interval of the mean', () => {
    const values = [1.2, 1.5, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.5, 1.09];
    const { value, low, high } = ratioInterval(
      values.map((x) => 7 * x),
      Array(10).fill(7),
      0.9,
    );
    const mean = sectioningInterval(1.343, values, 0.9);
    expect([value, low, high].map((x) => x!.toFixed(12))).toEqual(
      [mean.value, mean.low, mean.high].map((x) => x!.toFixed(12)),
    );
  });

  it('weighs by the denominators: 2 of 1 and 6 of 2, by hand', () => {
    const { value, low, high } = ratioInterval([2, 6], [1, 2], 0.95);
    expect(value).toBeCloseTo(8 / 3, 12);
    expect((high! - low!) / 2).toBeCloseTo((12.7062047362 * Math.sqrt((8 / 9) * 2)) / 3, 6);
  });

  it('has no width where the ratio is the same everywhere, however long the replications', () => {
    expect(ratioInterval([1, 2, 5], [2, 4, 10], 0.95)).toEqual({ value: 0.5, low: 0.5, high: 0.5 });
  });

  it('leaves out replications that saw nothing', () => {
    expect(ratioInterval([2, 0, 6, 0], [1, 0, 2, 0], 0.95)).toEqual(ratioInterval([2, 6], [1, 2], 0.95));
  });

  it.each([
    [[], []],
    [[5], [1]],
    [
      [5, 0],
      [1, 0],
    ],
  ])('has no limits where %j of %j is all there is', (above, below) => {
    expect(ratioInterval(above, below, 0.95)).toMatchObject({ low: null, high: null });
  });
});

describe('halfWidth', () => {
  it('is infinite where an estimate has no limits', () => {
    expect(halfWidth({ value: 1, low: null, high: null })).toBe(Number.POSITIVE_INFINITY);
    expect(halfWidth({ value: 1, low: 0.5, high: 1.5 })).toBe(0.5);
  });
});
