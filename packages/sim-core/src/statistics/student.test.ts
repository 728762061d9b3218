import { describe, expect, it } from 'vitest';
import { studentCdf, studentQuantile } from './student.ts';

describe('studentQuantile', () => {
  it.each([
    [0.975, 1, 12.7062047362],
    [0.975, 2, 4.3026527297],
    [0.975, 4, 2.7764451052],
    [0.975, 19, 2.0930240544],
    [0.995, 10, 3.1692726726],
    [0.95, 5, 2.0150483726],
    [0.999, 3, 10.214531852],
    [0.9, 30, 1.3104150253],
  ])('t(%f, %d) = %f, as published', (p, df, expected) => {
    expect(studentQuantile(p, df) / expected).toBeCloseTo(1, 9);
  });

  it('with 1 degree of freedom is the Cauchy quantile tan(pi (p - 1/2))', () => {
    for (const p of [0.55, 0.75, 0.9, 0.99, 0.9999]) {
      expect(studentQuantile(p, 1) / Math.tan(Math.PI * (p - 0.5))).toBeCloseTo(1, 9);
    }
  });

  it('with 2 degrees of freedom is (2p - 1) / sqrt(2p (1 - p))', () => {
    for (const p of [0.55, 0.75, 0.9, 0.99, 0.9999]) {
      expect(studentQuantile(p, 2) / ((2 * p - 1) / Math.sqrt(2 * p * (1 - p)))).toBeCloseTo(1, 9);
    }
  });

  it('comes down to the normal quantile 1.959964 as the degrees of freedom grow', () => {
    const quantiles = [1, 2, 5, 20, 100, 1000, 1e6].map((df) => studentQuantile(0.975, df));
    for (let i = 1; i < quantiles.length; i++) expect(quantiles[i]).toBeLessThan(quantiles[i - 1]!);
    expect(quantiles.at(-1)).toBeCloseTo(1.959964, 4);
  });

  it('is 0 at 1/2 and symmetrical about it', () => {
    expect(studentQuantile(0.5, 7)).toBeCloseTo(0, 12);
    for (const p of [0.001, 0.1, 0.4]) expect(studentQuantile(p, 7)).toBe(-studentQuantile(1 - p, 7));
  });

  it('is where the distribution function is p', () => {
    for (const df of [1, 3, 10, 59, 999]) {
      for (const p of [0.51, 0.8, 0.975, 0.9999]) expect(studentCdf(studentQuantile(p, df), df)).toBeCloseTo(p, 10);
    }
  });

  it.each([
    [0, 5],
    [1, 5],
    [Number.NaN, 5],
    [0.9, 0],
    [0.9, Number.NaN],
  ])('refuses p %f with %f degrees of freedom', (p, df) => {
    expect(() => studentQuantile(p, df)).toThrow(RangeError);
  });
});
