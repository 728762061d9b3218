import { describe, expect, it } from 'vitest';
import { MD1 } from './md1.ts';
import { MDc } from './mdc.ts';

/** Erlang's alternating series: exact as long as t stays small. */
function erlangSeries(load: number, t: number): number {
  let sum = 0;
  let factorial = 1;
  for (let k = 0; k <= t; k++) {
    if (k > 0) factorial *= k;
    sum += ((load * (k - t)) ** k / factorial) * Math.exp(load * (t - k));
  }
  return 1 - (1 - load) * sum;
}

describe('M/D/1', () => {
  it.each([0.1, 0.5, 0.7, 0.9, 0.95])('has the wait of Erlang at load %f', (load) => {
    const queue = new MD1(load / 0.1, 0.1);
    for (const t of [0, 0.3, 1, 1.7, 2, 3.9, 5.5]) {
      expect(Math.abs(queue.waitTail(0.1 * t) - erlangSeries(load, t))).toBeLessThan(1e-10);
    }
  });

  it.each([
    [0.5, 1.51574, 2.05064, 3.33626],
    [0.7, 3.07709, 4.1029, 6.4855],
    [0.9, 10.7825, 14.1287, 21.8982],
  ])('has the published percentiles at load %f', (load, p90, p95, p99) => {
    const queue = new MD1(load, 1);
    expect(queue.waitQuantile(0.9)).toBeCloseTo(p90, 3);
    expect(queue.waitQuantile(0.95)).toBeCloseTo(p95, 3);
    expect(queue.waitQuantile(0.99)).toBeCloseTo(p99, 3);
    expect(queue.responseQuantile(0.99)).toBe(queue.waitQuantile(0.99) + 1);
  });

  it('has a wait whose tail integrates to the mean', () => {
    const queue = new MD1(0.8, 1);
    let area = 0;
    for (let i = 0; i < 20_000; i++) area += queue.waitTail(i / 400 + 1 / 800) / 400;
    expect(area).toBeCloseTo(new MDc({ servers: 1, arrivalRate: 0.8, serviceTime: 1 }).meanWait, 4);
  });
});
