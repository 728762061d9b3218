import { applyConditions, type CpuConditions, replicate, type Scenario, trajectory } from '@dynosim/models';
import { Order, ProcessorSharing, Simulation, Streams } from '@dynosim/sim-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unsteadyCpu } from '../reference/random-cpu.ts';
import {
  anyScenario,
  documentFor,
  durationOf,
  type Ingredients,
  SEED,
  scenarioOf,
} from '../reference/random-scenario.ts';
import { scenario } from './observed.ts';

const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);

interface Load {
  readonly cores: number;
  readonly seed: number;
  /** Jobs by the time from one to the next and their work [s], in 100ths. */
  readonly jobs: readonly { readonly gap: number; readonly work: number }[];
}

const load: fc.Arbitrary<Load> = fc.record({
  cores: fc.constantFrom(0.4, 1, 2, 3.2),
  seed: fc.nat(1e6),
  jobs: fc.array(fc.record({ gap: fc.nat(100), work: fc.nat(200) }), { minLength: 1, maxLength: 60 }),
});

/** Everything at once, as far as it goes together: a quota or neighbours. */
const noise: fc.Arbitrary<CpuConditions['noise']> = fc.option(
  fc.record({
    host: fc.constantFrom('any' as const, 'bad' as const),
    lasting: fc.constantFrom(0, 0.3),
    drift: fc.constantFrom(0, 0.5),
    driftTime: fc.constantFrom(0.5, 20),
    jitter: fc.constantFrom(0, 0.4),
    jitterTime: fc.constantFrom(0.05, 1),
  }),
  { nil: undefined },
);
const quota = fc.record({ budget: fc.constantFrom(0.013, 0.05, 0.3, 1.7), period: fc.constantFrom(0.1, 0.3, 0.7) });
const neighbour = fc.record({
  shares: fc.constantFrom(512, 1024, 4096),
  on: fc.constantFrom(0.03, 1.1),
  off: fc.constantFrom(0, 0.4),
});
const limits = fc.oneof(
  fc.record({ quota: fc.option(quota, { nil: undefined }), neighbours: fc.constant([]) }),
  fc.record({ quota: fc.constant(undefined), neighbours: fc.array(neighbour, { maxLength: 3 }) }),
);

/** A machine under conditions, and what was asked and seen of it. */
class Machine {
  readonly simulation = new Simulation();
  readonly station: ProcessorSharing;
  /** Work of a core in a second, from each moment on [s]. */
  readonly speeds: { readonly from: number; readonly speed: number; readonly usedBefore: number }[] = [];

  constructor({ cores, jobs, seed }: Load, conditions: Omit<CpuConditions, 'cores' | 'shares'>) {
    const { simulation } = this;
    const completion = simulation.on('completion', () => this.station.complete(), Order.departure);
    this.station = new ProcessorSharing(simulation, completion, 0, cores, () => {});
    this.watchSpeed();
    applyConditions(simulation, new Streams(`${seed}`, 0), [this.station], { cores, shares: 1024, ...conditions });
    const begins = simulation.on('job', (n) => this.station.add(n, jobs[n]!.work / 100), Order.arrival);
    let at = 0;
    for (const [n, { gap }] of jobs.entries()) simulation.scheduleAt((at += gap / 100), begins, n);
  }

  private watchSpeed(): void {
    const { station, simulation, speeds } = this;
    const set = station.setSpeed.bind(station);
    station.setSpeed = (speed) => {
      speeds.push({ from: simulation.now, speed, usedBefore: station.timeUsed() });
      set(speed);
    };
  }

  /** Time used at each speed, times that speed. */
  speedsTimesTimes(): number {
    const steady = { from: 0, speed: 1, usedBefore: 0 };
    const all = [steady, ...this.speeds];
    return sum(all.map((s, n) => s.speed * ((all[n + 1]?.usedBefore ?? this.station.timeUsed()) - s.usedBefore)));
  }
}

describe('one machine', () => {
  it('gives all jobs their work and no more, time used by speed, under any conditions, 300 random machines', () => {
    const property = fc.property(load, noise, limits, (jobs, noisy, limited) => {
      const machine = new Machine(jobs, { noise: noisy, ...limited });
      machine.simulation.run(Number.POSITIVE_INFINITY);
      const work = sum(jobs.jobs.map((job) => job.work / 100));
      expect(machine.station.length).toBe(0);
      expect(Math.abs(machine.station.workGiven() - work)).toBeLessThan(1e-9 * (1 + work));
      expect(Math.abs(machine.speedsTimesTimes() - work)).toBeLessThan(1e-9 * (1 + work));
    });
    fc.assert(property, { seed: SEED, numRuns: 300 });
  });

  it('uses no more than its quota in any period, and all of it where somebody always wants it, 300 random machines', () => {
    let full = 0;
    const property = fc.property(load, fc.boolean(), noise, quota, (of, isPile, noisy, rule) => {
      const jobs = isPile ? { ...of, jobs: of.jobs.map((job) => ({ ...job, gap: 0 })) } : of;
      const { simulation, station } = new Machine(jobs, { noise: noisy, quota: rule, neighbours: [] });
      const phase = -new Streams(`${jobs.seed}`, 0).uniform('cpu quota').next() * rule.period;
      const most = Math.min(rule.budget, jobs.cores * rule.period);
      let before = 0;
      for (let period = 1; period <= 150; period++) {
        simulation.run(phase + period * rule.period);
        const used = station.timeUsed() - before;
        before += used;
        expect(used).toBeLessThanOrEqual(most + 1e-9);
        // All came at once: as many as there are now, there have been all the time. The first period is not a whole one.
        if (!isPile || period === 1 || station.length < jobs.cores) continue;
        expect(used).toBeGreaterThan(most - 1e-9);
        full += 1;
      }
    });
    fc.assert(property, { seed: SEED, numRuns: 300 });
    expect(full).toBeGreaterThan(1000);
  });

  it('keeps the factor of its host for ever: every job alone takes the same multiple of its work, 100 random hosts', () => {
    const property = fc.property(fc.nat(1e6), fc.constantFrom('any' as const, 'bad' as const), (seed, host) => {
      const rule = { host, lasting: 0.5, drift: 0, driftTime: 1, jitter: 0, jitterTime: 0.2 };
      const jobs = Array.from({ length: 20 }, (_, n) => ({ gap: 1000, work: 1 + n }));
      const machine = new Machine({ cores: 1, seed, jobs }, { noise: rule, quota: undefined, neighbours: [] });
      machine.simulation.run(Number.POSITIVE_INFINITY);
      const factor = machine.station.timeUsed() / machine.station.workGiven();
      for (const { speed } of machine.speeds) expect(speed * factor).toBeCloseTo(1, 9);
    });
    fc.assert(property, { seed: SEED, numRuns: 100 });
  });
});

function orderOf(of: Scenario) {
  const end = durationOf(of);
  return { replication: 0, from: 0, to: end, end, untilAnswered: false, points: 0, seriesEnd: end };
}

describe('three machines in a pool', () => {
  it.each([
    ['quotas', { quota: '40%' }, 0.4 * 2],
    ['neighbours', { neighbours: [{ shares: 3072 }] }, 1],
    ['neighbours that rest', { neighbours: [{ shares: 1024, on: '1s', off: '3s' }] }, 0.25 * 1 + 0.75 * 2],
  ])('have the %s of all three', (_, cpu, cores) => {
    const of = scenario({
      version: 1,
      cpu,
      web: { cores: 2, count: 3 },
      server: { name: 'gunicorn', workers: 4 },
      requests: [{ name: 'page', phases: [{ cpu: { exponential: { mean: '50ms' } } }] }],
      traffic: { clients: 12 },
      router: { generation: 'none', policy: 'shared-queue' },
      run: { duration: '400s' },
    });
    expect(replicate(of, orderOf(of)).cpu / 400 / 3 / cores).toBeCloseTo(1, 1);
    expect(of.web.cores).toBeCloseTo(cores, 12);
  });
});

const opened: fc.Arbitrary<Ingredients> = anyScenario
  .filter(({ arrivals }) => arrivals !== 'clients')
  .map((i) => ({ ...i, retries: 0, cores: 0.53 }));

describe('any scenario of open traffic', () => {
  it('has the same arrivals, classes and demands under all conditions, 120 random scenarios', () => {
    let common = 0;
    const property = fc.property(opened, unsteadyCpu, (i, cpu) => {
      const [steady, other] = [
        { ...i, cpu: undefined },
        { ...i, cpu },
      ].map(scenarioOf);
      const order = orderOf(steady!);
      const drawn = new Map(trajectory(steady!, order).map((record) => [record.serial, record]));
      for (const { serial, arrivedAt, classIndex, demands } of trajectory(other!, order)) {
        const record = drawn.get(serial);
        if (!record) continue;
        common += 1;
        expect({ arrivedAt, classIndex, demands }).toEqual({
          ...{ arrivedAt: record.arrivedAt, classIndex: record.classIndex, demands: record.demands },
        });
      }
    });
    fc.assert(property, { seed: SEED, numRuns: 120 });
    expect(common).toBeGreaterThan(2000);
  });

  it('uses the CPU time that its requests ask for, whatever the quota or the neighbours, 120 random scenarios', () => {
    const limited = unsteadyCpu.filter(({ kind }) => kind === 'quota' || kind === 'neighbours');
    const property = fc.property(opened, limited, (i, cpu) => {
      const plain = { ...i, patience: undefined, generation: 'none' as const, database: undefined };
      const server = { name: 'jetty', 'max-threads': 3, overhead: 0.0531, backlog: 100_000 };
      const [steady, other] = [undefined, cpu].map((each) => documentFor({ ...plain, server, cpu: each }));
      const arrival = Float64Array.from({ length: 60 }, (_, n) => (n * i.service) / i.load / 4);
      const work = [steady!, other!].map((document) => {
        const { run, ...rest } = document as { run: { seed: number } };
        const of = scenario({ ...rest, traffic: { replay: 'trace.csv' }, run: { seed: run.seed } }, { arrival });
        const end = Number.POSITIVE_INFINITY;
        return replicate(of, { replication: 0, from: 0, to: end, end, untilAnswered: false, points: 0, seriesEnd: 1 });
      });
      expect(work.map(({ arrived, inFlight }) => [arrived, inFlight])).toEqual([
        [60, 0],
        [60, 0],
      ]);
      expect(Math.abs(work[1]!.cpu - work[0]!.cpu)).toBeLessThan(1e-9 * (1 + work[0]!.cpu));
    });
    fc.assert(property, { seed: SEED, numRuns: 120 });
  });
});
