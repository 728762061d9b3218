import type { Result } from '@dynosim/models';
import { describe, expect, it } from 'vitest';
import { compare, type Station, simulate } from './simulated.ts';

/** Standard errors that a right simulator passes all but once in a thousand figures (Student's t, 19 degrees). */
const STANDARD_ERRORS = 4;

/** One simulation, and a test for each of its figures with the z-score in its title. */
export function describeAgreement(name: string, station: Station, exact: Readonly<Record<string, number>>): void {
  describeFigures(name, () => simulate(station), exact);
}

/** The same of any simulation. */
export function describeFigures(name: string, run: () => Result, exact: Readonly<Record<string, number>>): void {
  describe(name, () => {
    const comparisons = compare(run(), exact).map((c) => ({ ...c, shown: c.z.toFixed(2) }));
    it.each(comparisons)('$path is $simulated, exactly $exact: z = $shown', ({ z }) => {
      expect(Math.abs(z)).toBeLessThan(STANDARD_ERRORS);
    });
  });
}
