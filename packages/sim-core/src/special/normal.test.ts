import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile } from './normal.ts';

/** [p, z]: the table of Wichura's paper (0.25, 0.001, 1e-20) and the usual critical values. */
const POINTS = [
  [1e-20, -9.26234008979841],
  [0.001, -3.090232306167814],
  [0.025, -1.959963984540054],
  [0.25, -0.6744897501960817],
  [0.5, 0],
  [0.9, 1.2815515655446004],
  [0.95, 1.6448536269514722],
  [0.975, 1.959963984540054],
  [0.995, 2.5758293035489004],
] as const;

/** [z, P(Z <= z)]: Abramowitz and Stegun, table 26.1, to 15 digits; the last two computed with 40 digits. */
const TAILS = [
  [-1, 0.158655253931457],
  [-2, 0.0227501319481792],
  [-3, 0.00134989803163009],
  [-5, 2.86651571879194e-7],
  [-10, 7.61985302416053e-24],
  [-37, 5.72557122252458e-300],
] as const;

describe('the normal distribution', () => {
  it.each(POINTS)('has the quantile of %d at %d, to 1e-15', (p, z) => {
    expect(Math.abs(normalQuantile(p) - z)).toBeLessThanOrEqual(1e-15 * Math.abs(z));
  });

  it.each(TAILS)('has below %d the mass %d, to 1e-14 of it', (z, mass) => {
    expect(Math.abs(normalCdf(z) / mass - 1)).toBeLessThan(1e-14);
    expect(normalCdf(-z)).toBeCloseTo(1 - mass, 15);
  });

  it('has a quantile that inverts the cdf, in every branch of both', () => {
    for (let z = -37; z <= 5; z += 0.0625) expect(Math.abs(normalQuantile(normalCdf(z)) - z)).toBeLessThan(1e-9);
  });

  it('ends at minus and plus infinity', () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
    expect([normalCdf(-Infinity), normalCdf(-40), normalCdf(Infinity)]).toEqual([0, 0, 1]);
  });
});
