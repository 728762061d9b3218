import { describe, expect, it } from 'vitest';
import { IncompleteGamma } from './incomplete-gamma.ts';
import { logGamma } from './log-gamma.ts';

/** [degrees of freedom, p, quantile of chi-square]: Abramowitz and Stegun, table 26.8. */
const CHI_SQUARE = [
  [1, 0.95, 3.84146],
  [2, 0.95, 5.99146],
  [5, 0.01, 0.554298],
  [10, 0.95, 18.307],
  [10, 0.005, 2.15586],
  [30, 0.995, 53.672],
  [100, 0.05, 77.9295],
  [100, 0.9995, 153.167],
] as const;

describe('logGamma', () => {
  it('is the logarithm of a factorial, and of sqrt(pi) at 1/2', () => {
    let factorial = 1;
    for (let n = 1; n <= 20; n++) {
      expect(Math.abs(logGamma(n) - Math.log(factorial))).toBeLessThan(2e-14);
      factorial *= n;
    }
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 14);
  });
});

describe('IncompleteGamma', () => {
  it.each(CHI_SQUARE)('gives the chi-square table: %d degrees of freedom, p = %d', (freedom, p, quantile) => {
    expect((2 * new IncompleteGamma(freedom / 2).inverse(p)) / quantile).toBeCloseTo(1, 5);
  });

  it('equals the Poisson sum for whole shapes, to 1e-14', () => {
    for (const x of [0.01, 0.5, 3, 5, 6.5, 20, 80]) {
      const gamma = new IncompleteGamma(5);
      const sum = 1 + x + x ** 2 / 2 + x ** 3 / 6 + x ** 4 / 24;
      expect(gamma.upper(x) / (Math.exp(-x) * sum)).toBeCloseTo(1, 13);
      expect(gamma.lower(x) + gamma.upper(x)).toBeCloseTo(1, 15);
    }
  });

  it.each([0.05, 0.5, 1, 1.5, 7, 40, 1000, 1e6])('has an inverse that inverts it, shape %d', (shape) => {
    const gamma = new IncompleteGamma(shape);
    for (const p of [1e-12, 1e-6, 0.01, 0.3, 0.499, 0.5, 0.501, 0.7]) {
      expect(Math.abs(gamma.lower(gamma.inverse(p)) / p - 1)).toBeLessThan(1e-8);
    }
    for (const q of [0.3, 0.01, 2 ** -20, 2 ** -40, 2 ** -53]) {
      expect(Math.abs(gamma.upper(gamma.inverse(1 - q)) / q - 1)).toBeLessThan(q === 2 ** -53 ? 1e-8 : 1e-4);
    }
  });

  it('has the whole half-line between its ends', () => {
    const gamma = new IncompleteGamma(2);
    expect([gamma.inverse(0), gamma.inverse(1)]).toEqual([0, Infinity]);
    expect([gamma.lower(0), gamma.lower(Infinity)]).toEqual([0, 1]);
    expect([gamma.upper(0), gamma.upper(Infinity)]).toEqual([1, 0]);
  });
});
