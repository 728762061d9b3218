import { describe, expect, it } from 'vitest';
import type { Result } from '../measure/result.ts';
import { parseScenario, type Scenario } from '../scenario/scenario.ts';
import { type ReplicationOrder, replicate } from '../simulate.ts';
import { runStudy } from './study.ts';

/** Four workers at half load, for a few milliseconds of computing. */
function scenario(run: object): Scenario {
  const parsed = parseScenario({
    version: 1,
    web: { cores: 4 },
    server: { name: 'gunicorn', workers: 4, overhead: '0ms' },
    requests: [{ name: 'page', phases: [{ wait: { exponential: { mean: '100ms' } } }] }],
    traffic: { rate: '20/s' },
    router: { generation: 'none' },
    run,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

interface Observed {
  readonly result: Result;
  readonly orders: readonly ReplicationOrder[];
}

function observe(run: object): Observed {
  const orders: ReplicationOrder[] = [];
  const result = runStudy(scenario(run), (described, order) => {
    orders.push(order);
    return replicate(described, order);
  });
  return { result, orders };
}

const requestsOf = ({ requests, replications }: Result): number => requests.arrived * replications;

describe('a run in steady state', () => {
  const { result, orders } = observe({ precision: '4%' });

  it('ends with the precision that was wanted', () => {
    expect(result.replications).toBe(40);
    expect(result.precision.reached).toBeLessThanOrEqual(0.04);
    expect(result.notes).toEqual([]);
  });

  it('draws afresh in every round, and every round is longer', () => {
    expect(new Set(orders.map(({ replication }) => replication)).size).toBe(orders.length);
    const lengths = [...new Set(orders.map(({ from, to }) => to - from))];
    expect(lengths.length).toBeGreaterThan(2);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
  });

  it('does not end with its first round, whose length nobody planned', () => {
    for (const precision of ['3%', '6%', '12%', '25%']) {
      const { result: other, orders: all } = observe({ precision });
      const rounds = new Set(all.map(({ to }) => to)).size - 1;
      expect(rounds === 1 ? other.precision.reached! * 4 : 0).toBeLessThan(Number.parseFloat(precision) / 100);
    }
  });

  it('that must end before says so', () => {
    const { result: short } = observe({ precision: '4%', 'max-requests': 2000 });
    expect(requestsOf(short)).toBeLessThan(3000);
    expect(short.precision.reached ?? Number.POSITIVE_INFINITY).toBeGreaterThan(0.04);
  });
});

describe('a run in steady state with few replications', () => {
  const usual = requestsOf(observe({ precision: '4%' }).result);

  it('of one has no intervals and says so; it is as long as all others together', () => {
    const { result, orders } = observe({ precision: '4%', replications: 1 });
    expect(result.replications).toBe(1);
    expect(result.latencyMs.p99).toMatchObject({ low: null, high: null });
    expect(result.precision.reached).toBeNull();
    expect(result.notes).toEqual(['one replication has no intervals; 40 are the default']);
    expect(requestsOf(result) / usual).toBeGreaterThan(0.25);
    expect(orders.filter(({ to }) => to === orders.at(-1)!.to)).toHaveLength(1);
  });

  it.each([2, 3, 9])('of %i ends after one round of them, with intervals as wide as they are', (replications) => {
    const { result, orders } = observe({ precision: '4%', replications });
    const { low, value, high } = result.latencyMs.mean;
    expect(result.replications).toBe(replications);
    expect(orders.filter(({ to }) => to === orders.at(-1)!.to)).toHaveLength(replications);
    expect(low!).toBeLessThan(value!);
    expect(high!).toBeGreaterThan(value!);
  });

  it('says where they are the reason for a precision that was not reached', () => {
    const { result } = observe({ precision: '4%', replications: 2 });
    expect(result.precision.reached ?? Number.POSITIVE_INFINITY).toBeGreaterThan(0.04);
    expect(result.notes.join()).toContain('2 replications make intervals wider than 40, the default');
  });

  it('keeps to the limit of requests', () => {
    const { result } = observe({ precision: '1%', replications: 2, 'max-requests': 20_000 });
    expect(requestsOf(result)).toBeLessThan(25_000);
    expect(requestsOf(result)).toBeGreaterThan(15_000);
  });

  it('of ten plans by its own, and reaches its precision', () => {
    const { result } = observe({ precision: '4%', replications: 10 });
    expect(result.replications).toBe(10);
    expect(result.precision.reached).toBeLessThanOrEqual(0.04);
  });
});
