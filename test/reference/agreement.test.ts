import { Outcome, outcomeNames, type ReplicationSummary, replicate, type Scenario } from '@dynosim/models';
import { Tally, type TallySummary } from '@dynosim/sim-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DatabaseFigures, type Figures, figuresOf } from './figures.ts';
import { loadPeak } from './load.ts';
import {
  anyScenario,
  COUNT,
  durationOf,
  type Ingredients,
  ingredients,
  isShared,
  SEED,
  scenarioOf,
} from './random-scenario.ts';
import { serverClasses } from './random-server.ts';
import { fatesOf, firstDifference, isClose, observed } from './trajectory.ts';
import { WebApp } from './web-app.ts';

function expectClose(actual: number, expected: number, what: string): void {
  expect(isClose(actual, expected), `${what}: ${actual} against ${expected}`).toBe(true);
}

function expectSample(actual: TallySummary, values: readonly number[], what: string): void {
  const twin = new Tally();
  for (const x of values) twin.add(x);
  const expected = twin.summary();
  expect(actual.count, `${what}: count`).toBe(expected.count);
  if (expected.count === 0) return;
  for (const key of ['mean', 'squares', 'min', 'max'] as const) {
    expectClose(actual[key], expected[key], `${what}: ${key}`);
  }
}

function expectFigures(fast: ReplicationSummary, twin: Figures): void {
  expect([...fast.codes], 'outcomes').toEqual(twin.codes);
  for (const key of ['arrived', 'inFlight', 'answers', 'okAnswers', 'workersKilled', 'droppedSyns'] as const) {
    expect(fast[key], key).toBe(twin[key]);
  }
  for (const key of ['r14', 'r15', 'firstR14', 'firstR15', 'memoryKills'] as const)
    expect(fast[key], key).toBe(twin[key]);
  expectClose(fast.memoryPeak, twin.memoryPeak, 'peak of memory');
  expectSample(fast.ok.times, twin.ok, 'times of good answers');
  expectSample(fast.failed.times, twin.failed, 'times of failures');
  expectSample(fast.waits.times, twin.waits, 'waits');
  expectClose(fast.busy, twin.busy, 'busy');
  expect(fast.database === undefined, 'database').toBe(twin.database === undefined);
  if (fast.database && twin.database) expectDatabase(fast.database, twin.database);
}

function expectDatabase(fast: NonNullable<ReplicationSummary['database']>, twin: DatabaseFigures): void {
  for (const key of ['refusals', 'timeouts', 'peak'] as const) expect(fast[key], key).toBe(twin[key]);
  expectSample(fast.waits.times, twin.waits, 'waits for a connection');
  for (const key of ['refusals', 'timeouts'] as const) mishaps[key] += twin[key];
}

/** Of the database, so far. */
const mishaps = { refusals: 0, timeouts: 0 };

/** How often each outcome has occurred so far, by number. */
const reached = new Map<number, number>();

/** Start, end and outcome of every request; where no work is ever interrupted, to the last bit. */
function expectAgreement(i: Ingredients): void {
  const scenario = scenarioOf(i);
  const end = durationOf(scenario);
  const window = { from: 0.1 * end, to: 0.8 * end, end };
  const order = { ...window, replication: 0, untilAnswered: false, points: 0, seriesEnd: end };
  const { fast, fates } = observed(scenario, order);
  const app = new WebApp(scenario, 0).run(end);
  expect(firstDifference(fates, fatesOf(app.requests))).toBe(undefined);
  const figures = figuresOf(app, window);
  expectFigures(fast, figures);
  if (isExact(scenario)) expect(fast.fingerprint).toBe(figures.fingerprint);
  for (const [code, count] of figures.codes.entries()) reached.set(code, (reached.get(code) ?? 0) + count);
}

function isExact(scenario: Scenario): boolean {
  const { cpu } = scenario.server.profile;
  if (scenario.database !== undefined && Number.isFinite(scenario.database.cores)) return false;
  return (
    !isShared(scenario) &&
    scenario.memory === undefined &&
    (cpu.kind === 'parallel' || cpu.quantum === Number.POSITIVE_INFINITY)
  );
}

/** Where the length of a service is known its CPU work is given when it starts, elsewhere as time goes by. */
function expectCpu(i: Ingredients): void {
  const scenario = scenarioOf(i);
  const end = durationOf(scenario);
  const order = { replication: 0, from: 0, to: end, end, untilAnswered: false, points: 0, seriesEnd: end };
  const { dynos, looks } = new WebApp(scenario, 0).run(end);
  const sum = (of: 'used' | 'present'): number =>
    dynos.reduce((total, { cores, isWhole, tally }) => total + (isWhole ? tally.cpuStarted : cores[of]), 0);
  const summary = replicate(scenario, order);
  expectClose(summary.cpu, sum('used'), 'cpu');
  expectClose(summary.runnable, sum('present'), 'runnable');
  expectClose(summary.loadPeak, loadPeak(looks, 0, end), 'peak of the load average');
}

/** Overload of a short listen queue, where connections time out and servers forget them. */
const overload: Ingredients = {
  ...{
    seed: 1,
    service: 6,
    dynos: 1,
    cores: 1,
    speed: 1,
    cpu: undefined,
    database: undefined,
    load: 2.5,
    requests: 250,
    arrivals: 'poisson',
  },
  ...{ think: 'none', keepAlive: false, patience: undefined, late: 'abandon', retries: 0 },
  server: { name: 'gunicorn', version: '20.1', workers: 2, overhead: 0, timeout: 3, backlog: 1, preload: true },
  classes: [{ weight: 1, phases: [{ kind: 'wait', law: 'exponential', share: 1 }] }],
  memory: undefined,
  generation: 'none',
  policy: 'random',
};
const overloads = [1, 2, 3, 4, 5, 6, 7, 8].map((seed): Ingredients => {
  return { ...overload, seed, server: { ...overload.server, backlog: seed } };
});

describe(`the model and its obviously right twin agree on every request, seed ${SEED}`, () => {
  for (const [name, server] of Object.entries(serverClasses)) {
    it(`${name}: ${COUNT} random scenarios`, { timeout: 1000 * 600 }, () => {
      fc.assert(fc.property(ingredients(server), expectAgreement), { seed: SEED, numRuns: COUNT });
    });
  }

  it('a short listen queue, overloaded', () => {
    for (const i of [...overloads, { ...overload, generation: 'legacy' } as const]) expectAgreement(i);
  });

  it(`the CPU time used, runnable tasks and their load average: ${COUNT} random scenarios of all servers`, {
    timeout: 1000 * 600,
  }, () => {
    fc.assert(fc.property(anyScenario, expectCpu), { seed: SEED, numRuns: COUNT });
  });

  it('and every way in which a request can end has occurred', () => {
    const { ok, clientTimeout, refused, reset, eof, status500, status503, connectTimeout } = Outcome;
    const { h12, h13, h19, h20, h21, late } = Outcome;
    const ways = [ok, clientTimeout, refused, reset, eof, status500, status503, connectTimeout];
    for (const way of [...ways, h12, h13, h19, h20, h21, late]) {
      expect(reached.get(way), outcomeNames[way]).toBeGreaterThan(0);
    }
    expect(mishaps.refusals, 'refused connections').toBeGreaterThan(0);
    expect(mishaps.timeouts, 'waits in vain').toBeGreaterThan(0);
  });
});
