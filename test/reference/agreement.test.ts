import { Outcome, outcomeNames, type ReplicationSummary, replicate } from '@dynosim/models';
import { Tally, type TallySummary } from '@dynosim/sim-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Figures, figuresOf, type Window } from './figures.ts';
import { durationOf, type Ingredients, ingredients, isShared, SEED, scenarioOf } from './random-scenario.ts';
import { isPending } from './request.ts';
import { WebApp } from './web-app.ts';

const BINS = 1024;

interface Twins {
  readonly window: Window;
  readonly fast: ReplicationSummary;
  readonly app: WebApp;
}

function runBoth(i: Ingredients, replication = 0): Twins {
  const scenario = scenarioOf(i);
  const end = durationOf(i);
  const window = { from: 0.1 * end, to: 0.8 * end, end };
  const order = { ...window, replication, untilAnswered: false, points: BINS, seriesEnd: end };
  return { window, fast: replicate(scenario, order), app: new WebApp(scenario, replication).run(end) };
}

function expectClose(actual: number, expected: number, what: string): void {
  expect(Math.abs(actual - expected), what).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
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
  expectSample(fast.ok.times, twin.ok, 'times of good answers');
  expectSample(fast.failed.times, twin.failed, 'times of failures');
  expectSample(fast.waits.times, twin.waits, 'waits');
  expect(fast.waited, 'waited').toBe(twin.waits.filter((wait) => wait > 0).length);
  expectClose(fast.busy, twin.busy, 'busy');
}

/** Bins so fine that hardly two requests end in one: where they agree, every single end and response time does. */
function expectSeries(fast: ReplicationSummary, { app, window }: Twins): void {
  const [finished, sums] = [new Float64Array(BINS), new Float64Array(BINS)];
  const atEdge = new Set<number>();
  for (const request of app.requests.filter((r) => !isPending(r))) {
    const place = (request.finishedAt / window.end) * BINS;
    const bin = Math.min(BINS - 1, Math.floor(place));
    finished[bin]! += 1;
    sums[bin]! += request.finishedAt - request.arrivedAt;
    if (Math.abs(place - Math.round(place)) < 1e-6) for (const d of [-1, 0, 1]) atEdge.add(Math.round(place) + d);
  }
  for (let bin = 0; bin < BINS; bin++) {
    if (atEdge.has(bin)) continue;
    expect(fast.series!.finished[bin], `ends in bin ${bin}`).toBe(finished[bin]);
    expectClose(fast.series!.sumOfTimes[bin]!, sums[bin]!, `response times in bin ${bin}`);
  }
}

/** CPU work is given when a request starts, or, where the CPU is shared, as time goes by. */
function expectCpu(i: Ingredients): void {
  const scenario = scenarioOf(i);
  const end = durationOf(i);
  const order = { replication: 0, from: 0, to: end, end, untilAnswered: false, points: 0, seriesEnd: end };
  const { dynos } = new WebApp(scenario, 0).run(end);
  const given = dynos.reduce((sum, { cpu, cpuStarted }) => sum + (cpu ? cpu.given : cpuStarted), 0);
  expectClose(replicate(scenario, order).cpu, given, 'cpu');
}

/** How often each outcome has occurred so far, by number. */
const reached = new Map<number, number>();

function expectAgreement(i: Ingredients): void {
  const twins = runBoth(i);
  const figures = figuresOf(twins.app, twins.window);
  expectFigures(twins.fast, figures);
  expectSeries(twins.fast, twins);
  if (!isShared(i)) expect(twins.fast.fingerprint).toBe(figures.fingerprint);
  for (const [code, count] of figures.codes.entries()) reached.set(code, (reached.get(code) ?? 0) + count);
}

/** Overload of a short listen queue, where connections time out and servers forget them. */
const overload: Ingredients = {
  ...{ seed: 1, service: 6, dynos: 1, workers: 2, cores: 1, speed: 1, load: 2.5, requests: 250 },
  ...{ arrivals: 'poisson', think: 'none', patience: undefined, late: 'abandon', server: 'gunicorn 20.1' },
  ...{ backlog: 6, whenFull: 'retry', overhead: 0, firstRequest: 0, workerTimeout: 3, boot: 0, preload: true },
  classes: [{ weight: 1, phases: [{ kind: 'wait', law: 'exponential', share: 1 }] }],
  generation: 'none',
  policy: 'random',
};
const overloads = [1, 2, 3, 4, 5, 6, 7, 8].map((seed): [Ingredients] => [{ ...overload, seed, backlog: seed }]);

describe('the model and its obviously right twin', () => {
  it('agree where every worker has a core: equal fingerprints, 240 random scenarios', () => {
    const alone = ingredients.map((i) => ({ ...i, cores: 1 }));
    fc.assert(fc.property(alone, expectAgreement), { seed: SEED, numRuns: 248, examples: overloads });
  });

  it('agree where workers share cores: every response time within 1e-9, 160 random scenarios', () => {
    const shared = ingredients.map((i) => ({ ...i, cores: 0.4, workers: i.workers + 1 }));
    fc.assert(fc.property(shared, expectAgreement), { seed: SEED, numRuns: 160 });
  });

  it('agree on the CPU work given, 60 random scenarios', () => {
    fc.assert(fc.property(ingredients, expectCpu), { seed: SEED, numRuns: 60 });
  });

  it('met every way in which a request can end in these scenarios', () => {
    const { ok, clientTimeout, refused, reset, eof, status500, connectTimeout, h12, h13, h19, h21, late } = Outcome;
    const ways = [ok, clientTimeout, refused, reset, eof, status500, connectTimeout, h12, h13, h19, h21, late];
    for (const way of ways) expect(reached.get(way), outcomeNames[way]).toBeGreaterThan(0);
  });
});
