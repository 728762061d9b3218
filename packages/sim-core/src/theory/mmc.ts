import { type OpenStation, offeredErlangs, quantileOfTail, stableUtilisation } from './station.ts';

/**
 * Erlang's loss formula B: the fraction that finds all servers busy where nobody waits.
 * Source: Gross, Shortle, Thompson and Harris, Fundamentals of Queueing Theory (4th ed., 2008), 2.6, by the
 * recursion for its inverse, in which nothing overflows or cancels.
 */
export function erlangB(servers: number, erlangs: number): number {
  let inverse = 1;
  for (let k = 1; k <= servers; k++) inverse = 1 + (inverse * k) / erlangs;
  return 1 / inverse;
}

/** Erlang's delay formula C: the fraction that has to wait in M/M/c. Source: the same, 2.3. */
export function erlangC(servers: number, erlangs: number): number {
  const loss = erlangB(servers, erlangs);
  return loss / (1 - (erlangs / servers) * (1 - loss));
}

/**
 * M/M/c, first come first served, with the whole distribution of wait and response; M/M/1 is c = 1.
 * Sources: Kleinrock, Queueing Systems I (1975), 3.2 and 3.5; the distributions: Gross et al., 2.3.
 */
export class MMc {
  readonly utilisation: number;
  readonly waitProbability: number;
  /** [s]. */
  readonly meanWait: number;
  readonly meanResponse: number;
  private readonly serviceRate: number;
  /** Rate at which the wait of those who wait ends [1/s]: c mu - lambda. */
  private readonly spareRate: number;

  constructor(station: OpenStation) {
    this.utilisation = stableUtilisation(station);
    this.waitProbability = station.arrivalRate === 0 ? 0 : erlangC(station.servers, offeredErlangs(station));
    this.serviceRate = 1 / station.serviceTime;
    this.spareRate = station.servers * this.serviceRate - station.arrivalRate;
    this.meanWait = this.waitProbability / this.spareRate;
    this.meanResponse = this.meanWait + station.serviceTime;
  }

  /** P(wait > t): those who wait at all wait exponentially. */
  waitTail(t: number): number {
    return this.waitProbability * Math.exp(-this.spareRate * t);
  }

  waitQuantile(p: number): number {
    if (p <= 1 - this.waitProbability) return 0;
    return Math.log(this.waitProbability / (1 - p)) / this.spareRate;
  }

  /**
   * P(response > t): an exponential service, after an exponential wait in a part of the cases. Written by expm1, so
   * that the case of two equal rates, where the textbook's formula is 0/0, is no exception.
   */
  responseTail(t: number): number {
    const x = (this.spareRate - this.serviceRate) * t;
    const ratio = x === 0 ? 1 : -Math.expm1(-x) / x;
    return Math.exp(-this.serviceRate * t) * (1 + this.waitProbability * this.serviceRate * t * ratio);
  }

  responseQuantile(p: number): number {
    return quantileOfTail((t) => this.responseTail(t), p, this.meanResponse);
  }
}
