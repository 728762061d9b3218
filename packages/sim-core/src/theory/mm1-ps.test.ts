import { describe, expect, it } from 'vitest';
import { MM1Ps } from './mm1-ps.ts';

describe('M/M/1 with processor sharing', () => {
  it.each([0.2, 0.5, 0.8])('has the mean and the variance of Coffman, Muntz and Trotter at load %f', (load) => {
    const queue = new MM1Ps(10 * load, 0.1);
    const step = 0.1 / 25;
    let mean = 0;
    let square = 0;
    for (let t = step / 2; queue.responseTail(t) > 1e-7; t += step) {
      mean += queue.responseTail(t) * step;
      square += 2 * t * queue.responseTail(t) * step;
    }
    expect(mean / queue.meanResponse).toBeCloseTo(1, 4);
    expect(square / mean ** 2 - 1).toBeCloseTo((2 + load) / (2 - load), 2);
  });

  it('is a mere service time without others', () => {
    expect(new MM1Ps(0, 1).responseQuantile(0.95)).toBeCloseTo(Math.log(20), 9);
  });

  it('has quantiles that undo its tail', () => {
    const queue = new MM1Ps(8, 0.1);
    expect(queue.responseTail(queue.responseQuantile(0.99))).toBeCloseTo(0.01, 10);
  });
});
