import { expect, it } from 'vitest';
import { PAIRED_FIGURES, pairedRows } from './paired-experiment.ts';
import { pairs } from './pairs.ts';

// The seeds are fixed. At 95 % fewer than 20 of 25 would be seen once in 800 tries; the long version is coverage:paired.
it('the range of a difference holds the exact one in 20 of 25 comparisons at least, and is narrower for being paired', () => {
  const rows = pairedRows(pairs.find(({ name }) => name === '4-5-workers')!, 25, '15%');
  expect(rows.map(({ figure }) => figure)).toEqual([...PAIRED_FIGURES]);
  for (const { coverage, widthRatio, varianceReduction } of rows) {
    expect(coverage).toBeGreaterThanOrEqual(20 / 25);
    expect(widthRatio).toBeLessThan(0.95);
    expect(varianceReduction).toBeGreaterThan(1.1);
  }
});
