import { Outcome, type ReplayTrace, type ReplicationSummary, type Scenario } from '@dynosim/models';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyScenario, documentFor, type Ingredients, SEED } from '../reference/random-scenario.ts';
import { type Fate, observed } from '../reference/trajectory.ts';
import { type Row, scenario, traceOf } from './observed.ts';

/** Servers in which a request waits in one queue for the first free slot, with the settings that give them so many. */
const central: Readonly<Record<string, (slots: number) => object>> = {
  'gunicorn sync': (slots) => ({ name: 'gunicorn', workers: slots, timeout: '0s' }),
  unicorn: (slots) => ({ name: 'unicorn', workers: slots, timeout: '0s' }),
  passenger: (slots) => ({ name: 'passenger', workers: slots }),
  'passenger with threads': (slots) => ({ name: 'passenger', workers: 1, threads: slots }),
  tomcat: (slots) => ({ name: 'tomcat', 'max-threads': slots }),
  jetty: (slots) => ({ name: 'jetty', 'max-threads': slots }),
};

const rows: fc.Arbitrary<Row[]> = fc
  .array(fc.record({ gap: fc.integer({ min: 0, max: 1000 }), service: fc.integer({ min: 1, max: 4000 }) }), {
    minLength: 2,
    maxLength: 40,
  })
  .map((list) => list.map(({ gap, service }) => ({ gap: gap / 997, service: service / 991 })));

/** Everything until nothing is left to do. */
function toTheEnd(of: Scenario): { fast: ReplicationSummary; fates: readonly Fate[] } {
  const end = Number.POSITIVE_INFINITY;
  return observed(of, { replication: 0, from: 0, to: end, end, untilAnswered: false, points: 0, seriesEnd: end });
}

function starts(server: object, trace: ReplayTrace, seed = 1): readonly number[] {
  const document = {
    version: 1,
    web: { cores: 64 },
    server: { ...server, overhead: '0s' },
    requests: [{ name: 'request', phases: [{ wait: '1s' }] }],
    traffic: { replay: 'trace.csv' },
    router: { generation: 'none' },
    run: { seed },
  };
  return toTheEnd(scenario(document, trace)).fates.map(({ start }) => start);
}

/** Kiefer and Wolfowitz's recursion: each request takes the slot that is free first. */
function conserving(slots: number, list: readonly Row[], trace: ReplayTrace): number[] {
  const freeAt = new Array<number>(slots).fill(0);
  return list.map(({ service }, n) => {
    freeAt.sort((a, b) => a - b);
    const start = Math.max(trace.arrival[n]!, freeAt[0]!);
    freeAt[0] = start + service;
    return start;
  });
}

function check(of: fc.Arbitrary<Ingredients>, numRuns: number, law: (i: Ingredients) => void): void {
  fc.assert(fc.property(of, law), { seed: SEED, numRuns });
}

describe.each(Object.entries(central))('%s, one queue and late binding', (_, server) => {
  it('conserves work: no slot is idle while somebody waits, 30 random traces', () => {
    const property = fc.property(rows, fc.integer({ min: 1, max: 4 }), (list, slots) => {
      const trace = traceOf(list);
      expect(starts(server(slots), trace)).toEqual(conserving(slots, list, trace));
    });
    fc.assert(property, { seed: SEED, numRuns: 30 });
  });

  it('starts no request later with one slot more, 30 random traces', () => {
    const property = fc.property(rows, fc.integer({ min: 1, max: 4 }), (list, slots) => {
      const trace = traceOf(list);
      const few = starts(server(slots), trace);
      for (const [n, start] of starts(server(slots + 1), trace).entries()) expect(start).toBeLessThanOrEqual(few[n]!);
    });
    fc.assert(property, { seed: SEED, numRuns: 30 });
  });
});

describe('one request of 2.5 s, then pairs of 50 ms, on two workers with one thread', () => {
  const pair = [
    { gap: 0.15, service: 0.05 },
    { gap: 1e-3, service: 0.05 },
  ];
  const list: Row[] = [{ gap: 0.1, service: 2.5 }, ...Array.from({ length: 15 }, () => pair).flat()];
  const trace = traceOf(list);
  /** Of ten runs: requests that wait for long although the other worker is idle most of the time. */
  const trapped = (server: object): number => {
    const runs = Array.from({ length: 10 }, (_, seed) => starts({ ...server, threads: 1, workers: 2 }, trace, seed));
    return runs.flat().filter((start, n) => start - trace.arrival[n % list.length]! > 0.3).length;
  };

  it('late binding traps nobody behind the long one', () => {
    expect(trapped({ name: 'puma', version: '6.6' })).toBe(0);
  });

  it.each([
    { name: 'gunicorn', 'worker-class': 'gthread' },
    { name: 'puma', version: '8.0' },
  ])('early binding traps some ($name): work is not conserved', (server) => {
    expect(trapped(server)).toBeGreaterThan(0);
  });
});

describe('any server', () => {
  it('loses no request: when all has come to rest, each has one outcome, 150 random scenarios', () => {
    check(anyScenario, 150, (i) => {
      const document = documentFor(i) as { traffic: { timeout?: string; retries?: object }; run: { seed: number } };
      const { timeout, retries } = document.traffic;
      const traffic = { replay: 'trace.csv', ...(timeout ? { timeout } : {}), ...(retries ? { retries } : {}) };
      const gap = i.service / i.load / 4;
      const arrival = Float64Array.from({ length: 60 }, (_, n) => Math.floor(n / 3) * gap);
      const trace: ReplayTrace = { arrival };
      const { fast, fates } = toTheEnd(scenario({ ...document, traffic, run: { seed: document.run.seed } }, trace));
      expect(fast.arrived).toBeGreaterThanOrEqual(60);
      if (!retries) expect(fast.arrived).toBe(60);
      expect([fast.inFlight, fast.codes.reduce((a, b) => a + b, 0)]).toEqual([0, fast.arrived]);
      expect(fates.map(({ serial }) => serial)).toEqual([...fates.keys()]);
      expect(fates).toHaveLength(fast.arrived);
      for (const { start, end, outcome } of fates) {
        if (outcome === Outcome.ok) expect(start).toBeLessThanOrEqual(end);
      }
    });
  });
});
