import { describe, expect, it } from 'vitest';
import { erlangB, MMc } from './mmc.ts';
import { MMcK } from './mmck.ts';

describe('M/M/c/K', () => {
  it.each([
    [1, 5, 0.8, { blocking: 0.0888195, throughput: 0.728944, inside: 1.86833, response: 2.56307, wait: 1.56307 }],
    [2, 10, 1.8, { blocking: 0.0548073, throughput: 1.70135, inside: 4.28141, response: 2.51648, wait: 1.51648 }],
    [2, 12, 2.4, { blocking: 0.185765, throughput: 1.95416, inside: 8.42718, response: 4.31243, wait: 3.31243 }],
  ])('has the published figures for %i servers, room for %i and %f Erlang', (servers, capacity, rate, expected) => {
    const queue = new MMcK({ servers, arrivalRate: rate, serviceTime: 1 }, capacity);
    expect(queue.blocking).toBeCloseTo(expected.blocking, 6);
    expect(queue.throughput).toBeCloseTo(expected.throughput, 5);
    expect(queue.utilisation).toBeCloseTo(expected.throughput / servers, 5);
    expect(queue.meanInside).toBeCloseTo(expected.inside, 5);
    expect(queue.meanResponse).toBeCloseTo(expected.response, 5);
    expect(queue.meanWait).toBeCloseTo(expected.wait, 5);
  });

  it('is the loss formula without a queue', () => {
    const queue = new MMcK({ servers: 7, arrivalRate: 6, serviceTime: 1 }, 7);
    expect(queue.blocking).toBeCloseTo(erlangB(7, 6), 12);
    expect(queue.waitProbability).toBe(0);
    expect(queue.meanWait).toBe(0);
  });

  it('is M/M/c with room for everybody', () => {
    const station = { servers: 3, arrivalRate: 24, serviceTime: 0.1 };
    const finite = new MMcK(station, 400);
    const endless = new MMc(station);
    expect(finite.meanResponse).toBeCloseTo(endless.meanResponse, 10);
    expect(finite.waitProbability).toBeCloseTo(endless.waitProbability, 10);
  });

  it('wants room for its servers', () => {
    expect(() => new MMcK({ servers: 3, arrivalRate: 1, serviceTime: 1 }, 2)).toThrow(RangeError);
  });
});
