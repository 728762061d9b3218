import { expectation, stationary } from './birth-death.ts';

/** A closed loop: clients who think, send a request, wait for its answer and think again. */
export interface ClosedLoop {
  readonly clients: number;
  readonly servers: number;
  /** Means [s]. */
  readonly serviceTime: number;
  readonly thinkTime: number;
}

/**
 * M/M/c//N, the machine repair model: closed, service and think times exponential (of think times only the mean
 * matters). What an arrival meets is, by the arrival theorem, the steady state of the same system with one client less.
 * Sources: Gross, Shortle, Thompson and Harris, Fundamentals of Queueing Theory (4th ed., 2008), 2.8; arrival theorem:
 * Sevcik and Mitrani, JACM 28 (1981) 358.
 */
export class MachineRepair {
  /** [1/s]. */
  readonly throughput: number;
  readonly utilisation: number;
  /** Requests inside, on average. */
  readonly meanInside: number;
  /** [s]. */
  readonly meanResponse: number;
  readonly meanWait: number;
  /** Part of the requests that find all servers busy. */
  readonly waitProbability: number;

  constructor(loop: ClosedLoop) {
    const { clients, servers, serviceTime } = loop;
    const p = insideProbabilities(loop, clients);
    const busy = expectation(p, (n) => Math.min(n, servers));
    this.throughput = busy / serviceTime;
    this.utilisation = busy / servers;
    this.meanInside = expectation(p, (n) => n);
    this.meanResponse = this.meanInside / this.throughput;
    this.meanWait = expectation(p, (n) => Math.max(0, n - servers)) / this.throughput;
    const met = insideProbabilities(loop, clients - 1);
    this.waitProbability = expectation(met, (n) => (n >= servers ? 1 : 0));
  }
}

/** Rates times both mean times, so that a think time of 0 is no exception. */
function insideProbabilities({ servers, serviceTime, thinkTime }: ClosedLoop, clients: number): Float64Array {
  return stationary(
    clients,
    (n) => (clients - n) * serviceTime,
    (n) => Math.min(n, servers) * thinkTime,
  );
}
