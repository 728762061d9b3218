import { describe, expect, it } from 'vitest';
import { littlesLaw } from './bounds.ts';
import { MachineRepair } from './machine-repair.ts';

describe('M/M/c//N', () => {
  it.each([
    [10, 1, 0.2, 1, { throughput: 4.90808, response: 1.03746, utilisation: 0.981615, fraction: 0.962542 }],
    [20, 2, 0.2, 1, { throughput: 9.97194, response: 1.00563, utilisation: 0.997194, fraction: 0.990995 }],
    [100, 4, 0.2, 5, { throughput: 18.27, response: 0.473454, utilisation: 0.9135, fraction: 0.795666 }],
    [200, 4, 0.2, 5, { throughput: 20, response: 5, utilisation: 1, fraction: 1 }],
  ])('has the published figures: %i clients, %i servers, S %f, Z %f', (clients, servers, serviceTime, thinkTime, x) => {
    const loop = new MachineRepair({ clients, servers, serviceTime, thinkTime });
    const near = (a: number, b: number) => expect(Math.abs(a / b - 1)).toBeLessThan(6e-6);
    near(loop.throughput, x.throughput);
    near(loop.meanResponse, x.response);
    near(loop.utilisation, x.utilisation);
    near(loop.waitProbability, x.fraction);
    near(loop.meanWait, x.response - serviceTime);
  });

  it('meets the response time law', () => {
    const loop = new MachineRepair({ clients: 37, servers: 3, serviceTime: 0.2, thinkTime: 1.1 });
    expect(littlesLaw(loop.throughput, loop.meanResponse + 1.1)).toBeCloseTo(37, 10);
    expect(littlesLaw(loop.throughput, loop.meanResponse)).toBeCloseTo(loop.meanInside, 10);
  });

  it('keeps all clients inside where nobody thinks', () => {
    const loop = new MachineRepair({ clients: 20, servers: 10, serviceTime: 0.005, thinkTime: 0 });
    expect(loop.throughput).toBeCloseTo(2000, 9);
    expect(loop.meanResponse).toBeCloseTo(0.01, 12);
  });
});
