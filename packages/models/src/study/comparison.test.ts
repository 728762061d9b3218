import { describe, expect, it } from 'vitest';
import { parseScenario, type Scenario } from '../scenario/scenario.ts';
import { type ReplicationOrder, replicate } from '../simulate.ts';
import { runComparison } from './comparison.ts';

interface Design {
  readonly workers?: number;
  readonly count?: number;
  readonly web?: object;
  readonly run?: object;
  readonly traffic?: object;
}

function design({ workers = 4, count = 1, web = { cores: 8, count }, run = {}, traffic }: Design): Scenario {
  const parsed = parseScenario({
    version: 1,
    web,
    server: { name: 'gunicorn', workers },
    requests: [{ name: 'page', phases: [{ wait: { exponential: { mean: '100ms' } } }] }],
    traffic: { rate: '30/s', ...traffic },
    router: { generation: 'none' },
    cpu: web && 'dyno' in web ? { 'measured-on': 'standard-2x' } : undefined,
    run: { seed: '1', ...run },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

describe('two stable designs', () => {
  const orders: Record<string, ReplicationOrder[]> = { a: [], b: [] };
  const [a, b] = [design({}), design({ workers: 5 })];
  const { pairs, differences, precision, ...result } = runComparison(a, b, (scenario, order) => {
    if (order.untilAnswered) orders[scenario === a ? 'a' : 'b']!.push(order);
    return replicate(scenario, order);
  });

  it('run the very same replications, warm-up and length', () => {
    expect(orders['a']).toEqual(orders['b']);
    expect(result.a.warmupSeconds).toBe(result.b.warmupSeconds);
    expect(result.a.simulatedSeconds).toBe(result.b.simulatedSeconds);
    expect(pairs).toBe(40);
  });

  it('never use a replication of one round in another', () => {
    const lengths = new Map(orders['a']!.map(({ replication, to }) => [replication, to]));
    expect(lengths.size).toBe(orders['a']!.length);
  });

  it('differ by the estimates of both, with an interval that is narrow enough', () => {
    const { a, b, difference, ratio } = differences.p95Ms;
    expect(difference.value).toBeCloseTo(b.value! - a.value!, 3);
    expect(ratio.value).toBeCloseTo(b.value! / a.value!, 5);
    expect(difference.high).toBeLessThan(0);
    expect(precision.reached).toBeLessThanOrEqual(0.05);
    expect((difference.high! - difference.low!) / 2).toBeLessThanOrEqual(0.05 * a.value!);
    expect(a).toEqual(result.a.latencyMs.p95);
  });

  it('need fewer requests than with random numbers of their own', () => {
    expect(result.varianceReduction).toBeGreaterThan(1.2);
    expect(differences.throughputPerSecond.varianceReduction).toBeGreaterThan(50);
  });
});

it('the same design twice has no difference at all, and errors that nobody saw are not ruled out', () => {
  const { differences, a, b } = runComparison(design({}), design({}), replicate);
  expect(a.fingerprint).toBe(b.fingerprint);
  expect(differences.p99Ms.difference).toEqual({ value: 0, low: 0, high: 0 });
  expect(differences.p99Ms.ratio).toEqual({ value: 1, low: 1, high: 1 });
  expect(differences.errorRate.difference.high).toBeGreaterThan(0);
});

describe('where a design is saturated there are no numbers', () => {
  it.each([
    ['A', { workers: 2 }, { workers: 4 }],
    ['B', { workers: 4 }, { workers: 2 }],
  ] as const)('%s: the other is answered alone', (which, first, second) => {
    const { a, b, pairs, differences, varianceReduction } = runComparison(design(first), design(second), replicate);
    expect([a.verdict, b.verdict].indexOf('saturated')).toBe(which === 'A' ? 0 : 1);
    expect((which === 'A' ? b : a).latencyMs.p95.value).toBeGreaterThan(0);
    expect({ pairs, varianceReduction }).toEqual({ pairs: 0, varianceReduction: null });
    expect(differences.p95Ms.difference).toEqual({ value: null, low: null, high: null });
    expect(differences.p95Ms.a.value).toBeNull();
  });

  it('both', () => {
    const { a, b } = runComparison(design({ workers: 2 }), design({ workers: 1 }), replicate);
    expect([a.verdict, b.verdict]).toEqual(['saturated', 'saturated']);
  });
});

describe('runs with an end', () => {
  const run = { duration: '20s', replications: 4 };

  it('are paired as they are, overloaded or not', () => {
    const { pairs, differences } = runComparison(design({ run, workers: 1 }), design({ run, workers: 2 }), replicate);
    expect(pairs).toBe(4);
    expect(differences.p95Ms.difference.high).toBeLessThan(0);
  });

  it('of which one leaves nothing to chance are paired with that one again and again', () => {
    const fixed = (extra: Design) =>
      design({ run: { duration: '20s' }, traffic: { arrivals: 'deterministic' }, ...extra });
    const constant: Scenario = { ...fixed({}), requests: fixed({}).requests.map((r) => ({ ...r, phases: [] })) };
    const alone = runComparison(constant, constant, replicate);
    expect(alone.pairs).toBe(1);
    expect(alone.differences.p95Ms.difference).toEqual({ value: 0, low: null, high: null });
    const { pairs, differences } = runComparison(constant, fixed({}), replicate);
    expect(pairs).toBe(20);
    expect(differences.meanMs.difference.low).toBeGreaterThan(0);
  });
});

it('prices are compared to the cent, and only where both are known', () => {
  const dyno = (name: string, count: number) => design({ web: { dyno: name, count } });
  const { differences } = runComparison(dyno('standard-2x', 4), dyno('performance-m', 2), replicate);
  expect(differences.costPerMonthUsd.difference).toEqual({ value: 300, low: 300, high: 300 });
  const half = runComparison(dyno('standard-2x', 4), design({}), replicate);
  expect(half.differences.costPerMonthUsd.difference.value).toBeNull();
});
