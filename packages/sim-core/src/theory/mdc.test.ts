import { describe, expect, it } from 'vitest';
import { MDc } from './mdc.ts';
import { mg1MeanWait } from './mg1.ts';

describe('M/D/c', () => {
  it.each([
    [2, 0.8, 0.90328, 0.7019],
    [3, 0.5, 0.087202, 0.22527],
    [4, 0.95, 2.2447, 0.88439],
    [8, 0.9, 0.44997, 0.68191],
    [10, 0.8, 0.10983, 0.38472],
    [17, 0.5, 0.00061753, 0.0066835],
    [17, 0.95, 0.46388, 0.75507],
  ])('has the tabulated mean wait and wait probability for %i servers at load %f', (servers, load, wait, chance) => {
    const queue = new MDc({ servers, arrivalRate: servers * load, serviceTime: 1 });
    expect(Math.abs(queue.meanWait / wait - 1)).toBeLessThan(5e-5);
    expect(Math.abs(queue.waitProbability / chance - 1)).toBeLessThan(5e-5);
    expect(queue.meanResponse).toBe(queue.meanWait + 1);
  });

  it.each([0.05, 0.3, 0.7, 0.95])('agrees with Pollaczek and Khinchine for one server at load %f', (load) => {
    const queue = new MDc({ servers: 1, arrivalRate: 10 * load, serviceTime: 0.1 });
    expect(queue.meanWait).toBeCloseTo(mg1MeanWait({ arrivalRate: 10 * load, serviceTime: 0.1, cv: 0 }), 10);
    expect(queue.waitProbability).toBeCloseTo(load, 10);
  });

  it('has no steady state at full load', () => {
    expect(() => new MDc({ servers: 2, arrivalRate: 20, serviceTime: 0.1 })).toThrow(RangeError);
  });
});
