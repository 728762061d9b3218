import { createPlanSearch, type Plan, type PlanWishes } from '@dynosim/models';
import { describe, expect, it } from 'vitest';
import { BruteForce, costOf } from './brute-force.ts';
import { isRight } from './plan-judge.ts';
import { searchHere } from './search-here.ts';

/** `pnpm plans` is the long version: the review's five scenarios, twenty seeds each. */
const DOCUMENT = {
  version: 1,
  name: 'tiny',
  web: { dyno: 'standard-2x', count: 2 },
  server: { name: 'gunicorn', workers: 4, overhead: '0ms' },
  requests: [{ name: 'page', phases: [{ wait: { exponential: { mean: '100ms' } } }, { cpu: '2ms' }] }],
  traffic: { rate: '50/s' },
  router: { generation: 'none' },
  slo: ['p95 < 450ms'],
};
const TYPES = ['standard-1x', 'standard-2x'];

function planOf(changes: object, wishes: Partial<PlanWishes> = {}): Plan {
  const all = { dynos: TYPES, maxCost: undefined, spare: 0, workerMemory: 256, ...wishes };
  return searchHere(createPlanSearch({ ...DOCUMENT, ...changes }, {}, all));
}

describe('a plan', () => {
  const plan = planOf({ run: { seed: 'a' } });
  const [first] = plan.candidates;

  it('costs what brute force finds, or differs within the indifference zone', () => {
    const force = new BruteForce(DOCUMENT, { precision: '5%', maxRequests: 100_000, most: 8 }, 256);
    const best = force.cheapest(TYPES);
    expect(costOf(best!)).toBeGreaterThan(0);
    for (const seed of ['a', 'b']) expect(isRight(planOf({ run: { seed } }), best, force)).toBe(true);
  });

  it('ranks by price, says how sure it is, and why the rest is out', () => {
    const costs = plan.candidates.map(({ costPerMonthUsd }) => costPerMonthUsd);
    expect(costs).toEqual(costs.toSorted((a, b) => a - b));
    expect(plan.candidates.map(({ rank }) => rank)).toEqual(costs.map((_, i) => i + 1));
    expect(plan.confidence).toBe(0.95);
    expect(first!.holds).toBe('yes');
    expect(first!.headroom).toBeGreaterThan(0);
    expect(first!.isOnFront).toBe(true);
    expect(plan.rejected.length).toBeGreaterThan(0);
  });

  it('with a spare dyno costs one dyno more of the same, or another type', () => {
    const spared = planOf({ run: { seed: 'a' } }, { dynos: [first!.dyno], spare: 1 });
    expect(spared.candidates[0]).toMatchObject({ dyno: first!.dyno, count: first!.count + 1 });
  });

  it('is empty where the budget is too small, and says so by theory', () => {
    const poor = planOf({}, { maxCost: 30 });
    expect(poor.candidates).toEqual([]);
    expect(poor.work.requests).toBe(0);
    expect(poor.rejected.map(({ reason }) => reason).join()).toContain('USD are more than 30');
  });

  it('is empty where the demand alone breaks a rule', () => {
    const { candidates, rejected } = planOf({ slo: ['p95 < 250ms'] });
    expect(candidates).toEqual([]);
    expect(rejected[0]!.reason).toContain('fails on an idle one');
  });

  it('counts clients and whole runs as well', () => {
    const closed = planOf({ traffic: { clients: 20, think: '300ms' } }, { dynos: ['standard-2x'] });
    expect(closed.candidates[0]!.holds).toBe('yes');
    const ending = planOf({ run: { duration: '30s' } }, { dynos: ['standard-2x'] });
    expect(ending.candidates[0]!.count).toBeGreaterThan(1);
  });

  it('takes a trace as it is, on any number of dynos', () => {
    const arrival = Float64Array.from({ length: 400 }, (_, i) => i / 40);
    const wait = Float64Array.from(arrival, (_, i) => 0.05 + (i % 10) / 50);
    const wishes = { dynos: ['standard-2x'], maxCost: undefined, spare: 0, workerMemory: 256 };
    const document = { ...DOCUMENT, traffic: { replay: 'trace.csv' } };
    const attachments = { trace: { arrival, wait } };
    const replayed = searchHere(createPlanSearch(document, attachments, wishes), attachments);
    expect(replayed.candidates[0]!.holds).toBe('yes');
  });

  it('is the same again with the same seed', () => {
    expect(planOf({ run: { seed: 'a' } })).toEqual(plan);
  });
});
