import { expectation, stationary } from './birth-death.ts';
import type { OpenStation } from './station.ts';

/**
 * M/M/c/K: at most `capacity` requests inside, those in service among them; who finds it full is turned away and does
 * not come back. Means are over the requests that get in.
 * Source: Gross, Shortle, Thompson and Harris, Fundamentals of Queueing Theory (4th ed., 2008), 2.5.
 */
export class MMcK {
  readonly blocking: number;
  /** [1/s]. */
  readonly throughput: number;
  readonly utilisation: number;
  /** Requests inside, on average. */
  readonly meanInside: number;
  /** [s]. */
  readonly meanResponse: number;
  readonly meanWait: number;
  readonly waitProbability: number;

  constructor({ servers, arrivalRate, serviceTime }: OpenStation, capacity: number) {
    if (capacity < servers) throw new RangeError(`a capacity of ${capacity} is less than ${servers} servers`);
    const p = stationary(
      capacity,
      () => arrivalRate,
      (n) => Math.min(n, servers) / serviceTime,
    );
    this.blocking = p[capacity]!;
    this.throughput = arrivalRate * (1 - this.blocking);
    this.utilisation = expectation(p, (n) => Math.min(n, servers)) / servers;
    this.meanInside = expectation(p, (n) => n);
    this.meanResponse = this.meanInside / this.throughput;
    this.meanWait = expectation(p, (n) => Math.max(0, n - servers)) / this.throughput;
    this.waitProbability = expectation(p, (n) => (n >= servers && n < capacity ? 1 : 0)) / (1 - this.blocking);
  }
}
