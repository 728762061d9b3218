import { DynoMemory, Outcome, type ReplayTrace, replicate, type Scenario } from '@dynosim/models';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Ingredients,
  ingredients,
  type MemoryIngredients,
  SEED,
  scenarioOf,
} from '../reference/random-scenario.ts';
import { serverClasses } from '../reference/random-server.ts';
import { observe } from './observed.ts';
import { prefork } from './random-prefork.ts';

/** What a dyno's memory says of itself at the end of a run, for eyes that do not trust its sums. */
interface Inside {
  readonly total: Float64Array;
  readonly own: Float64Array;
  readonly running: Int32Array;
  readonly workers: { readonly served: Int32Array; readonly life: Uint8Array; readonly isDynoUp: Uint8Array };
}

const { checkLaw } = DynoMemory.prototype;
let seen: Inside | undefined;

beforeEach(() => {
  DynoMemory.prototype.checkLaw = function (): void {
    seen = this as unknown as Inside;
    checkLaw.call(this);
  };
});

afterEach(() => {
  DynoMemory.prototype.checkLaw = checkLaw;
});

const remembering = fc.record({
  quota: fc.constantFrom(1.1, 0.9, 1.5, 3),
  leak: fc.constantFrom(7.3, 0, 1.3, 41),
  perRequest: fc.constantFrom(0, 3.7, 29),
  isPreloaded: fc.boolean(),
  atQuota: fc.constantFrom('swap', 'swap', 'kill-worker', 'restart'),
  killAt: fc.constantFrom(1.2, 2),
  restart: fc.constantFrom(5, 30, 100),
}) satisfies fc.Arbitrary<MemoryIngredients>;

/** Of any server, with memory that is followed. */
const anyRemembering = fc
  .tuple(ingredients(fc.oneof(...Object.values(serverClasses))), remembering)
  .map(([i, memory]): Ingredients => ({ ...i, memory }));

function check(of: fc.Arbitrary<Ingredients>, numRuns: number, law: (i: Ingredients) => void): void {
  fc.assert(fc.property(of, law), { seed: SEED, numRuns });
}

/** The same with sixty recorded arrivals, until nothing is left to happen. */
function toTheEnd(i: Ingredients): { scenario: Scenario; summary: ReturnType<typeof replicate> } {
  const of = scenarioOf({ ...i, arrivals: 'poisson' });
  const gap = i.service / i.load / 4;
  const trace: ReplayTrace = { arrival: Float64Array.from({ length: 60 }, (_, n) => Math.floor(n / 3) * gap) };
  const traffic = { ...of.traffic, arrivals: 'replay', rate: undefined };
  const scenario = { ...of, trace, traffic } as unknown as Scenario;
  const end = Number.POSITIVE_INFINITY;
  const order = { replication: 0, from: 0, to: end, end, untilAnswered: false, points: 0, seriesEnd: end };
  return { scenario, summary: replicate(scenario, order) };
}

/** Of a worker that has served so many requests [MiB]. */
function need({ memory, server }: Scenario, served: number): number {
  const { worker, ownAtFork, dirtying, leakPerRequest } = memory!;
  expect(server.profile.workers).toBeGreaterThan(0);
  return worker * (1 - (1 - ownAtFork) * Math.exp(-served / dirtying)) + leakPerRequest * served;
}

/** What every dyno ought to have: its master, its workers, and what runs in them. */
function expectBaseline(of: Scenario, inside: Inside): void {
  const { workers } = of.server.profile;
  for (const [dyno, total] of inside.total.entries()) {
    if (inside.workers.isDynoUp[dyno] === 0) {
      expect(total).toBe(0);
      continue;
    }
    let expected = of.memory!.master;
    for (let place = dyno * workers; place < (dyno + 1) * workers; place++) {
      if (inside.workers.life[place] !== 0) expected += need(of, inside.workers.served[place]!);
      expected += inside.running[place]! * of.memory!.perRequest;
    }
    expect(total).toBeCloseTo(expected, 6);
  }
}

describe('memory', () => {
  it('is that of master, workers and requests in flight at any end, 150 random scenarios', () => {
    check(anyRemembering, 150, (i) => {
      const of = scenarioOf(i);
      observe(of, { end: 0.7 * of.run.duration! });
      expectBaseline(of, seen!);
    });
  });

  it('is back at its baseline when nothing is in flight, 150 random scenarios', () => {
    check(anyRemembering, 150, (i) => {
      const { scenario, summary } = toTheEnd(i);
      expect(summary.inFlight).toBe(0);
      expect([...seen!.running]).toEqual([...seen!.running].fill(0));
      expectBaseline(scenario, seen!);
    });
  });

  it('is given back by workers that are recycled: never more than what the longest life leaks, 80 random scenarios', () => {
    const recycled = fc.tuple(prefork, remembering).map(([i, memory]): Ingredients => {
      const server = { ...i.server, name: 'gunicorn', 'max-requests': 5, 'max-requests-jitter': 4 };
      return { ...i, server, memory: { ...memory, quota: 100 } };
    });
    check(recycled, 80, (i) => {
      const of = scenarioOf(i);
      const { memoryPeak, r14, r15, memoryKills, recycled: leavers } = observe(of, { end: of.run.duration! });
      const { workers } = of.server.profile;
      expect(memoryPeak).toBeLessThanOrEqual(
        of.memory!.master + workers * (need(of, 9) + of.memory!.perRequest) + 1e-6,
      );
      expect([r14, r15, memoryKills]).toEqual([0, 0, 0]);
      if (of.memory!.leakPerRequest > 0 && leavers > 3 * workers) expect(memoryPeak).toBeGreaterThan(of.memory!.master);
    });
  });

  it('that is never too much changes nothing for any request, 60 random scenarios', () => {
    check(anyRemembering, 60, (i) => {
      const of = scenarioOf({ ...i, memory: { ...i.memory!, quota: 1e6 } });
      const end = of.run.duration!;
      expect(observe(of, { end }).fingerprint).toBe(observe({ ...of, memory: undefined }, { end }).fingerprint);
    });
  });

  it('kills no request of a client without its telling: each has one outcome, and H20 only a routed one, 150 random scenarios', () => {
    check(anyRemembering, 150, (i) => {
      const { summary } = toTheEnd(i);
      expect(summary.codes.reduce((a, b) => a + b, 0)).toBe(summary.arrived);
      if (i.generation === 'none') expect([summary.codes[Outcome.h20], summary.codes[Outcome.h13]]).toEqual([0, 0]);
      else expect([summary.codes[Outcome.eof], summary.codes[Outcome.reset]]).toEqual([0, 0]);
    });
  });
});
