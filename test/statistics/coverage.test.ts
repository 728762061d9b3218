import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replicate, runStudy } from '@dynosim/models';
import { studentQuantile } from '@dynosim/sim-core';
import { describe, expect, it } from 'vitest';
import { cells } from './cells.ts';
import { coverageRows } from './coverage-row.ts';
import { type Engine, experiment, FIGURES } from './experiment.ts';
import { Kept } from './kept.ts';
import { byRecursion } from './recursion.ts';

const cellOf = (name: string) => cells.find((cell) => cell.name === name)!;

describe('the short form of the coverage study, with its own seeds', () => {
  it.each([
    ['mm1-0.5', '10%', 60],
    ['ps-0.5', '10%', 60],
    ['mm1-1.2-60s', '5%', 100],
  ])('%s to %s, %i experiments: the truth is in most intervals and in few naive ones', (name, precision, count) => {
    const cell = cellOf(name);
    const engine = byRecursion(cell.recursion);
    const runs = Array.from({ length: count }, (_, i) => experiment(cell, `short ${i}`, precision, engine));
    for (const { coverage, refused, naiveCoverage } of coverageRows(cell, runs)) {
      expect(refused).toBe(0);
      expect(coverage).toBeGreaterThan(0.86);
      expect(naiveCoverage).toBeLessThan(0.86);
    }
  });
});

/** A longer round of any study: the same lengths for every engine. */
function figures(name: string, engine: Engine) {
  const cell = cellOf(name);
  const { latencyMs } = runStudy(cell.scenario('agreement', '15%'), engine);
  return FIGURES.map((figure) => {
    const { value, low, high } = latencyMs[figure];
    return { figure, value: value!, error: (high! - low!) / 2 / studentQuantile(0.975, 39) };
  });
}

it.each(['mm1-0.5', 'mm4-0.8', 'split-0.5', 'ps-0.5'])('recursion and simulator agree: %s', (name) => {
  const [ours, others] = [figures(name, byRecursion(cellOf(name).recursion)), figures(name, replicate)];
  for (const [i, { value, error }] of ours.entries()) {
    expect(Math.abs(value - others[i]!.value) / Math.hypot(error, others[i]!.error)).toBeLessThan(4);
  }
});

it('an interrupted study goes on where it stopped: a line that was cut off is run again', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'coverage-')), 'kept.ndjson');
  const cell = cellOf('mm1-0.8-60s');
  const run = () => experiment(cell, '0', '5%', replicate);
  const [a, b] = ['a', 'b'].map((key) => new Kept(file).take(key, run));
  writeFileSync(file, readFileSync(file, 'utf8').slice(0, -9));
  const again = new Kept(file);
  const fail = () => expect.fail('was kept, and run again');
  expect(again.take('a', fail)).toEqual(a);
  expect(again.take('b', run)).toEqual(b);
  expect(new Kept(file).take('b', fail)).toEqual(b);
});
