import { readFileSync } from 'node:fs';
import { defaultWorkers, findDyno } from '@dynosim/models';
import { describe, expect, it } from 'vitest';
import { defaultTable } from './default-table.ts';
import { agreementTable, findings, fittingTable } from './rule-tables.ts';
import { agreement, fitting, largestMaster, rules, sample } from './rules-of-thumb.ts';

const page = readFileSync(new URL('../../docs/workers-and-memory.md', import.meta.url), 'utf8');

it.each([
  ['where the rules agree', agreementTable],
  ['how many fit', fittingTable],
  ['what follows', findings],
  ['what buildpacks start', defaultTable],
])('the page tells %s as the catalogue has it', (_, table) => {
  for (const line of table()) expect(page.split('\n')).toContain(line);
});

describe('the rules of thumb', () => {
  const isRight = (master: number, worker: number): boolean =>
    rules.every(({ dyno, least, most }) => {
      const count = fitting(dyno, master, worker);
      return count >= least && count <= most;
    });

  it('agree where counting says so, for every whole number of megabytes', () => {
    for (let master = 0; master <= 200; master += 10) {
      const range = agreement(rules, master);
      for (let worker = 20; worker <= 400; worker++)
        expect(isRight(master, worker)).toBe(range !== undefined && worker > range.above && worker <= range.upTo);
    }
  });

  it('agree for no sample of their own article, however its memory is shared out', () => {
    for (let master = 0; master < sample.peak; master++)
      expect(isRight(master, (sample.peak - master) / sample.workers)).toBe(false);
  });

  it('have no master above the largest, and an agreement at it', () => {
    const largest = largestMaster(rules)!;
    expect(agreement(rules, largest)).toBeDefined();
    expect(agreement(rules, largest + 1)).toBeUndefined();
  });
});

it('the page speaks of 28 workers of Node.js on the 8 vCPU of Performance-L', () => {
  const dyno = findDyno('performance-l')!;
  expect([defaultWorkers(['nodejs'], dyno)?.workers, dyno.vcpu]).toEqual([28, 8]);
  expect(page).toContain('28 workers share 8 cores');
});
