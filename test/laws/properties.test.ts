import { Outcome, type ReplicationSummary, type Scenario } from '@dynosim/models';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anyScenario,
  documentFor,
  durationOf,
  type Ingredients,
  isShared,
  SEED,
  scenarioOf,
} from '../reference/random-scenario.ts';
import { observe, type Row, scenario, singleQueue, traceOf } from './observed.ts';
import { overheadOf, prefork } from './random-prefork.ts';

const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);

function check(of: fc.Arbitrary<Ingredients>, numRuns: number, law: (i: Ingredients) => void): void {
  fc.assert(fc.property(of, law), { seed: SEED, numRuns });
}

/** Slots, or workers where their computing is what makes them busy. */
function busyAtMost({ server, web }: Scenario): number {
  const { workers, slots, cpu } = server.profile;
  const computes = cpu.kind === 'serial' && Math.max(cpu.quantum, slots) === Number.POSITIVE_INFINITY;
  return web.count * workers * (computes ? 1 : slots);
}

describe('any scenario', () => {
  it('conserves requests: arrived = completed + failed + in flight, in every window, 100 random scenarios', () => {
    check(anyScenario, 100, (i) => {
      const of = scenarioOf(i);
      const end = durationOf(of);
      for (const [from, to] of [
        [0, 1],
        [0.2, 0.9],
        [0.5, 0.5],
        [0.9, 1],
      ] as const) {
        const s = observe(of, { from: from * end, to: to * end, end });
        const { completed, failed } = { completed: s.codes[Outcome.ok]!, failed: sum(s.codes) - s.codes[Outcome.ok]! };
        expect(completed + failed + s.inFlight).toBe(s.arrived);
        expect(s.ok.times.count).toBe(completed);
        expect(s.failed.times.count).toBe(failed - s.codes[Outcome.late]!);
      }
    });
  });

  it('adds up: windows side by side have the arrivals and outcomes of the whole, 60 random scenarios', () => {
    check(anyScenario, 60, (i) => {
      const of = scenarioOf(i);
      const end = durationOf(of);
      const parts = [0, 0.3, 0.55, 1].map((share) => share * end);
      const whole = observe(of, { end });
      const windows = [0, 1, 2].map((k) => observe(of, { from: parts[k]!, to: parts[k + 1]!, end }));
      expect(sum(windows.map((w) => w.arrived))).toBe(whole.arrived);
      expect(sum(windows.map((w) => w.busy)) / Math.max(whole.busy, 1e-300)).toBeCloseTo(whole.busy > 0 ? 1 : 0, 9);
      for (const code of whole.codes.keys()) expect(sum(windows.map((w) => w.codes[code]!))).toBe(whole.codes[code]);
    });
  });

  it('keeps its laws to the end: busy workers are within 0 and all, CPU given within the cores, 100 random scenarios', () => {
    check(anyScenario, 100, (i) => {
      const of = scenarioOf(i);
      const end = durationOf(of);
      const s = observe(of, { end });
      expect(s.busy).toBeGreaterThanOrEqual(0);
      expect(s.busy).toBeLessThanOrEqual(busyAtMost(of) * end * (1 + 1e-9));
      if (isShared(of)) expect(s.cpu).toBeLessThanOrEqual(of.web.cpu.cores * i.dynos * end * (1 + 1e-9));
    });
  });

  it('gives the same summary twice and another for another replication, 60 random scenarios', () => {
    check(anyScenario, 60, (i) => {
      const of = scenarioOf(i);
      const end = durationOf(of);
      const once = observe(of, { end, points: 50 });
      expect(observe(of, { end, points: 50 })).toEqual(once);
      const { fingerprint } = observe(of, { end, replication: 1 });
      const isRandom = i.arrivals === 'poisson' && sum(once.codes) > 0;
      if (isRandom) expect(fingerprint).not.toBe(once.fingerprint);
    });
  });

  it('begins with the same trajectory when its end is twice as far, bin by bin, 80 random scenarios', () => {
    check(anyScenario, 80, (i) => {
      const of = scenarioOf(i);
      const end = durationOf(of);
      const short = observe(of, { to: end / 2, end, points: 256 });
      const long = observe(of, { to: end / 2, end: 2 * end, points: 512 });
      expect([long.arrived, long.answers, long.okAnswers, long.busy]).toEqual([
        short.arrived,
        short.answers,
        short.okAnswers,
        short.busy,
      ]);
      for (const column of ['arrived', 'finished', 'failed', 'sumOfTimes'] as const) {
        expect(long.series![column].slice(0, 255)).toEqual(short.series![column].slice(0, 255));
      }
    });
  });
});

/** The same scenario twice as slow, in which no length of time stands that does not scale. */
function slowedDown(i: Ingredients, factor: number): Ingredients {
  const classes = i.classes.map(({ weight, phases }) => ({
    weight,
    phases: phases.map((phase) => (phase.law === 'lognormal' ? { ...phase, law: 'exponential' as const } : phase)),
  }));
  const cpu = i.cpu?.kind === 'dyno' ? undefined : i.cpu;
  return { ...i, classes, cpu, service: i.service * factor, generation: 'none' };
}

/** The sample with all its times doubled. */
function doubled({ times, histogram }: ReplicationSummary['ok']): ReplicationSummary['ok'] {
  const { count, mean, squares, min, max } = times;
  return {
    times: { count, mean: 2 * mean, squares: 4 * squares, min: 2 * min, max: 2 * max },
    histogram: { ...histogram, first: histogram.first + 512, min: 2 * histogram.min, max: 2 * histogram.max },
  };
}

describe('all times twice as long', () => {
  it('double all times exactly, to the last bit, and change no count, 80 random scenarios', () => {
    const shape = prefork.map((i) => ({ ...i, service: i.service === 0.02 ? 0.25 : i.service }));
    check(shape, 80, (i) => {
      const [one, two] = [scenarioOf(slowedDown(i, 1)), scenarioOf(slowedDown(i, 2))];
      const end = durationOf(one);
      expect(durationOf(two)).toBe(2 * end);
      const [a, b] = [observe(one, { end }), observe(two, { end: 2 * end })];
      expect([b.arrived, b.inFlight, b.codes, b.waited]).toEqual([a.arrived, a.inFlight, a.codes, a.waited]);
      expect([b.busy, b.cpu]).toEqual([2 * a.busy, 2 * a.cpu]);
      for (const sample of ['ok', 'failed'] as const) {
        if (a[sample].times.count > 0) expect(b[sample]).toEqual(doubled(a[sample]));
      }
    });
  });
});

const rows: fc.Arbitrary<Row[]> = fc
  .array(fc.record({ gap: fc.integer({ min: 1, max: 1000 }), service: fc.integer({ min: 1, max: 4000 }) }), {
    minLength: 2,
    maxLength: 40,
  })
  .map((list) => list.map(({ gap, service }) => ({ gap: gap / 997, service: service / 991 })));

/** Waiting time of every request, by a window around each. */
function waits(workers: number, list: readonly Row[]): number[] {
  const trace = traceOf(list);
  const queue = singleQueue(workers, trace);
  const end = trace.arrival.at(-1)! + sum(trace.wait!) + 1;
  return [...trace.arrival].map((arrival, n) => {
    const s = observe(queue, { from: arrival, to: trace.arrival[n + 1] ?? end, end });
    expect([s.arrived, s.waits.times.count]).toEqual([1, 1]);
    return s.waits.times.max;
  });
}

/** Lindley's recursion, and Kiefer and Wolfowitz's for several workers: each request takes the worker free first. */
function exactWaits(workers: number, list: readonly Row[]): number[] {
  const freeAt = Array.from({ length: workers }, () => 0);
  let arrival = 0;
  return list.map(({ gap, service }) => {
    arrival += gap;
    freeAt.sort((a, b) => a - b);
    const start = Math.max(arrival, freeAt[0]!);
    freeAt[0] = start + service;
    return start - arrival;
  });
}

describe('one dyno, first come first served, the same requests', () => {
  it('one more worker makes no request wait longer, 60 random traces', () => {
    const property = fc.property(rows, fc.integer({ min: 1, max: 4 }), (list, workers) => {
      const [few, more] = [waits(workers, list), waits(workers + 1, list)];
      for (const [n, wait] of more.entries()) expect(wait).toBeLessThanOrEqual(few[n]!);
    });
    fc.assert(property, { seed: SEED, numRuns: 60 });
  });

  it("every request waits as Lindley's and Kiefer and Wolfowitz's recursions say, 60 random traces", () => {
    const property = fc.property(rows, fc.integer({ min: 1, max: 4 }), (list, workers) => {
      expect(waits(workers, list)).toEqual(exactWaits(workers, list));
    });
    fc.assert(property, { seed: SEED, numRuns: 60 });
  });

  it('a longer service makes no later request wait less, 40 random traces', () => {
    const property = fc.property(rows, fc.nat(), fc.integer({ min: 1, max: 3 }), (list, index, workers) => {
      const longer = list.map((row, n) => (n === index % list.length ? { ...row, service: row.service + 1 } : row));
      const [before, after] = [waits(workers, list), waits(workers, longer)];
      for (const [n, wait] of before.entries()) expect(after[n]).toBeGreaterThanOrEqual(wait);
    });
    fc.assert(property, { seed: SEED, numRuns: 40 });
  });
});

function whole(i: Ingredients): ReplicationSummary {
  const of = scenarioOf(i);
  return observe(of, { end: durationOf(of) });
}

describe('request classes', () => {
  it('of equal constant demands may have any number, names and order: the fingerprint is the same, 40 random scenarios', () => {
    const unshared = anyScenario.map((i) => ({
      ...i,
      cores: 1,
      cpu: undefined,
      database: undefined,
      memory: undefined,
    }));
    check(unshared, 40, (i) => {
      const constant = { weight: 1, phases: [{ kind: 'wait', law: 'constant', share: 1 }] } as const;
      const [one, three] = [[constant], [constant, { ...constant, weight: 9 }, constant]].map((classes) =>
        whole({ ...i, classes }),
      );
      expect(three!.fingerprint).toBe(one!.fingerprint);
      const document = documentFor({ ...i, classes: [constant] }) as { requests: { name: string }[] };
      document.requests[0]!.name = 'renamed';
      expect(observe(scenario(document), { end: durationOf(scenarioOf(i)) }).fingerprint).toBe(one!.fingerprint);
    });
  });

  it('of a weight that is scaled are the same requests, 40 random scenarios', () => {
    check(anyScenario, 40, (i) => {
      const classes = i.classes.map((c) => ({ ...c, weight: c.weight * 4 }));
      const [light, heavy] = [i, { ...i, classes }].map(whole);
      expect(heavy).toEqual(light);
    });
  });
});

describe('zero load', () => {
  it('the response is demand and overhead, nobody waits, 60 random scenarios', () => {
    check(prefork, 60, (i) => {
      const bare = { patience: undefined, load: 1e-3, requests: 20, cores: Math.max(1, i.cores), cpu: undefined };
      const server = { ...i.server, 'first-request': 0 };
      const idle: Ingredients = { ...i, ...bare, arrivals: 'deterministic', server };
      const { phases } = i.classes[0]!;
      const total = sum(phases.map(({ share }) => share));
      const constants = phases.map(({ kind, share }) => ({ [kind]: { constant: `${(share / total) * i.service}s` } }));
      const document = { ...documentFor(idle), requests: [{ name: 'request', phases: constants }] };
      const s = observe(scenario(document), { end: durationOf(scenarioOf(idle)) });
      const shares = phases.map(({ kind, share }) => (kind === 'cpu' ? share / i.speed : share) / total);
      const expected = i.service * (sum(shares) + overheadOf(i));
      expect([s.waited, s.failed.times.count]).toEqual([0, 0]);
      for (const time of [s.ok.times.min, s.ok.times.mean, s.ok.times.max]) expect(time / expected).toBeCloseTo(1, 6);
    });
  });
});
