import type { ReplicationSummary } from '@dynosim/models';
import { standardDeviation, Tally } from '@dynosim/sim-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationOf, type Ingredients, SEED, scenarioOf } from '../reference/random-scenario.ts';
import { observe } from './observed.ts';
import { overheadOf, prefork, workersOf } from './random-prefork.ts';

const REPLICATIONS = 16;
/** Beyond it lies a t statistic of 15 degrees of freedom less than once in 40,000 times. */
const LIMIT = 6;

/** A stable system that loses nobody, past its transient. */
const stable: fc.Arbitrary<Ingredients> = prefork.map((i) => ({
  ...i,
  ...{ arrivals: 'poisson', patience: undefined, retries: 0, generation: 'none' },
  ...{ requests: 1500, load: Math.min(i.load, 0.7) * 0.4, speed: 1, cores: 1, cpu: undefined },
  server: { ...i.server, 'first-request': 0 },
  classes: i.classes.map((c) => ({
    ...c,
    phases: c.phases.map((phase) => ({ ...phase, law: phase.law === 'none' ? 'uniform' : phase.law })),
  })),
}));

function replications(i: Ingredients): ReplicationSummary[] {
  const scenario = scenarioOf(i);
  const end = durationOf(scenario);
  return Array.from({ length: REPLICATIONS }, (_, replication) =>
    observe(scenario, { replication, from: 0.2 * end, end }),
  );
}

function tallied(values: readonly number[]): { mean: number; error: number } {
  const tally = new Tally();
  for (const x of values) tally.add(x);
  const summary = tally.summary();
  return { mean: summary.mean, error: standardDeviation(summary) / Math.sqrt(summary.count) };
}

function expectMean(values: readonly number[], exact: number): void {
  const { mean, error } = tallied(values);
  expect(Math.abs(mean - exact) / error).toBeLessThan(LIMIT);
}

describe('over 16 replications of stable systems', () => {
  it('utilisation is rate x service / workers, 12 random scenarios', () => {
    const property = fc.property(stable, (i) => {
      const utilisations = replications(i).map((s) => s.busy / (s.to - s.from) / (workersOf(i) * i.dynos));
      expectMean(utilisations, i.load * (1 + overheadOf(i)));
    });
    fc.assert(property, { seed: SEED, numRuns: 12 });
  });

  it('the CPU work given per second is rate x CPU demand, on shared cores, 12 random scenarios', () => {
    const property = fc.property(stable, (alone) => {
      const i = { ...alone, server: { ...alone.server, workers: workersOf(alone) + 1 }, cores: 0.6 };
      const work = i.classes.map(({ weight, phases }) => {
        const total = phases.reduce((sum, { share }) => sum + share, 0);
        return { weight, cpu: phases.reduce((sum, p) => sum + (p.kind === 'cpu' ? p.share / total : 0), 0) };
      });
      const weights = work.reduce((sum, { weight }) => sum + weight, 0);
      const cpu = work.reduce((sum, w) => sum + (w.weight / weights) * w.cpu, 0) + overheadOf(i);
      const given = replications(i).map((s) => s.cpu / (s.to - s.from) / (workersOf(i) * i.dynos));
      if (cpu > 0) expectMean(given, i.load * cpu);
    });
    fc.assert(property, { seed: SEED, numRuns: 12 });
  });

  it('three classes of the same demand respond like one, 12 random scenarios', () => {
    const property = fc.property(stable, (i) => {
      const [alike] = i.classes;
      const means = (classes: Ingredients['classes'], seed: number): { mean: number; error: number } =>
        tallied(replications({ ...i, classes, seed }).map((s) => s.ok.times.mean));
      const one = means([alike!], i.seed);
      const three = means([alike!, { ...alike!, weight: 5 }, alike!], i.seed + 1);
      const error = Math.hypot(one.error, three.error);
      if (error > 1e-12) expect(Math.abs(one.mean - three.mean) / error).toBeLessThan(LIMIT);
    });
    fc.assert(property, { seed: SEED, numRuns: 12 });
  });
});
