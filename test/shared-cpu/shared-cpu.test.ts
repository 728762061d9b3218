import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { batchFigures } from './batch-figures.ts';
import { batchTable, compareAll } from './batch-table.ts';
import { compareSharing, sharingTable } from './sharing-table.ts';

const page = readFileSync(new URL('../../docs/shared-cpu.md', import.meta.url), 'utf8').split('\n');
const DYNOS = 40;

describe('ten thousand parses', () => {
  const rows = compareAll(DYNOS);
  const shared = rows.filter(({ type }) => !type.startsWith('Performance'));

  it('are on the page as they are simulated today', () => {
    for (const line of batchTable(rows, DYNOS)) expect(page).toContain(line);
  });

  it('take as long on shared types, and drift as much from batch to batch, as on one of the simulated dynos', () => {
    const between = shared.filter(({ name }) => ['mean', 'p5', 'p50', 'p95', 'cv', 'lag1'].includes(name));
    expect(between.filter(({ isInside }) => !isInside)).toEqual([]);
  });

  it('are as unequal inside a batch to a tenth', () => {
    for (const { published, typical } of shared.filter(({ name }) => ['p75', 'p90', 'p99', 'least'].includes(name)))
      expect(Math.abs(typical / published - 1)).toBeLessThan(0.1);
  });
});

describe('figures of batches', () => {
  it('are those of two batches by hand', () => {
    const batch = Array.from({ length: 100 }, (_, i) => i + 1);
    const figures = batchFigures(Float64Array.from([...batch, ...batch.map((time) => 3 * time)]));
    expect(figures).toMatchObject({ mean: 101, p5: 55.55, p50: 101, cv: 50.5 / 101, lag1: -0.5 });
    expect(figures).toMatchObject({ p75: 76 / 51, p90: 91 / 51, p99: 100 / 51, least: 1 / 51 });
  });
});

describe('a shared host beside a dedicated one that is as busy', () => {
  const rows = compareSharing();
  const width = (dynos: number, replications: number): number => {
    const { ratio } = rows.find((row) => row.dynos === dynos && row.replications === replications)!.result.differences
      .p95Ms;
    return ratio.high! - ratio.low!;
  };

  it('is on the page as it is simulated today', () => {
    for (const line of sharingTable(rows)) expect(page).toContain(line);
  });

  it('is known better by more replications, about as their root', () => {
    for (const dynos of [1, 10]) {
      expect(width(dynos, 10) / width(dynos, 160)).toBeGreaterThan(2);
      expect(width(dynos, 10) / width(dynos, 160)).toBeLessThan(7);
      expect(width(dynos, 40) / width(dynos, 160)).toBeGreaterThan(1.5);
      expect(width(dynos, 40) / width(dynos, 160)).toBeLessThan(2.7);
    }
  });

  it('is known less of few dynos, whose hosts are chance', () => {
    for (const replications of [10, 40, 160])
      expect(width(1, replications)).toBeGreaterThan(1.5 * width(10, replications));
  });
});
