import { describe, expect, it } from 'vitest';
import { erlangB, erlangC, MMc } from './mmc.ts';

describe("Erlang's formulas", () => {
  it.each([
    [1, 0.5, 0.5 / 1.5],
    [2, 1, 0.2],
    [10, 5, 0.018385],
    [100, 80, 0.003992],
  ])('B for %i servers and %f Erlang', (servers, erlangs, expected) => {
    expect(erlangB(servers, erlangs)).toBeCloseTo(expected, 5);
  });

  it('C is the load of a single server', () => {
    expect(erlangC(1, 0.7)).toBeCloseTo(0.7, 14);
  });

  it('stay finite for thousands of servers', () => {
    expect(erlangC(20_000, 19_900)).toBeGreaterThan(0);
    expect(erlangC(20_000, 19_900)).toBeLessThan(1);
  });
});

describe('M/M/c', () => {
  it.each([
    [1, 0.3, { fraction: 0.3, wait: 0.428571, p95: 2.55966, p99: 4.85885, r50: 0.99021, r95: 4.27962, r99: 6.57881 }],
    [
      2,
      0.8,
      { fraction: 0.711111, wait: 1.77778, p95: 6.63701, p99: 10.6606, r50: 2.04003, r95: 7.91068, r99: 11.9374 },
    ],
    [
      4,
      0.5,
      { fraction: 0.173913, wait: 0.0869565, p95: 0.623266, p99: 1.42799, r50: 0.78341, r95: 3.1497, r99: 4.76425 },
    ],
    [
      100,
      0.8,
      { fraction: 0.0196464, wait: 0.000982321, p95: 0, p99: 0.0337655, r50: 0.694181, r95: 2.99677, r99: 4.6062 },
    ],
  ])('has the published figures for %i servers at load %f', (servers, load, expected) => {
    const queue = new MMc({ servers, arrivalRate: servers * load, serviceTime: 1 });
    const near = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThanOrEqual(6e-6 * Math.max(b, 0.001));
    near(queue.utilisation, load);
    near(queue.waitProbability, expected.fraction);
    near(queue.meanWait, expected.wait);
    near(queue.waitQuantile(0.95), expected.p95);
    near(queue.waitQuantile(0.99), expected.p99);
    near(queue.responseQuantile(0.5), expected.r50);
    near(queue.responseQuantile(0.95), expected.r95);
    near(queue.responseQuantile(0.99), expected.r99);
  });

  it('scales with its unit of time', () => {
    const slow = new MMc({ servers: 3, arrivalRate: 2, serviceTime: 1 });
    const fast = new MMc({ servers: 3, arrivalRate: 20, serviceTime: 0.1 });
    expect(fast.meanResponse).toBeCloseTo(slow.meanResponse / 10, 12);
    expect(fast.responseQuantile(0.99)).toBeCloseTo(slow.responseQuantile(0.99) / 10, 10);
  });

  it('has a response tail also where both rates are equal', () => {
    const equal = new MMc({ servers: 2, arrivalRate: 1, serviceTime: 1 });
    const almost = new MMc({ servers: 2, arrivalRate: 1 + 1e-9, serviceTime: 1 });
    expect(equal.responseTail(2)).toBeCloseTo(almost.responseTail(2), 8);
  });

  it('has quantiles that undo its tails', () => {
    const queue = new MMc({ servers: 5, arrivalRate: 4, serviceTime: 1 });
    for (const p of [0.5, 0.9, 0.999]) {
      expect(queue.responseTail(queue.responseQuantile(p))).toBeCloseTo(1 - p, 10);
      expect(queue.waitTail(queue.waitQuantile(p))).toBeCloseTo(1 - p, 10);
    }
  });

  it('has no wait without arrivals, and no steady state at full load', () => {
    expect(new MMc({ servers: 1, arrivalRate: 0, serviceTime: 1 }).meanWait).toBe(0);
    expect(() => new MMc({ servers: 1, arrivalRate: 1, serviceTime: 1 })).toThrow(
      'no steady state at a utilisation of 1',
    );
  });
});
