import { type OpenStation, offeredErlangs, stableUtilisation } from './station.ts';

/** Terms below this part of the sum are left out. */
const NEGLIGIBLE = 1e-15;

/**
 * M/D/c, first come first served. Served in turn, every c-th arrival meets the same server, so the wait is that of one
 * server with Erlang-c gaps, and by Spitzer's identity
 *   E[wait] = sum over n of E[(n D - T)+] / n,   P(wait = 0) = exp(-sum over n of P(T < n D) / n),
 * where T is the time of the (n c)-th arrival: a sum over Poisson tails.
 * Sources: Crommelin, Post Office Electrical Engineers' Journal 26 (1934) 266, whose series these are; Spitzer, Trans.
 * AMS 82 (1956) 323; Asmussen, Applied Probability and Queues (2nd ed., 2003), VIII.4.
 */
export class MDc {
  readonly utilisation: number;
  readonly waitProbability: number;
  /** [s]. */
  readonly meanWait: number;
  readonly meanResponse: number;

  constructor(station: OpenStation) {
    this.utilisation = stableUtilisation(station);
    const { chance, excess } = spitzerSums(station.servers, offeredErlangs(station));
    this.waitProbability = -Math.expm1(-chance);
    this.meanWait = excess / station.arrivalRate;
    this.meanResponse = this.meanWait + station.serviceTime;
  }
}

/** Sums over n of P(N >= n c) / n and of E[(N - n c)+] / n, N a Poisson number with mean n times the offered load. */
function spitzerSums(servers: number, erlangs: number): { chance: number; excess: number } {
  let chance = 0;
  let excess = 0;
  let logFactorial = 0;
  for (let n = 1; ; n++) {
    const k = n * servers;
    for (let i = k - servers + 1; i <= k; i++) logFactorial += Math.log(i);
    const mean = n * erlangs;
    const tail = poissonTail(k, mean, Math.exp(k * Math.log(mean) - mean - logFactorial));
    chance += tail.chance / n;
    excess += tail.excess / n;
    if (!(tail.excess / n > NEGLIGIBLE * excess)) return { chance, excess };
  }
}

/** P(N >= k) and E[(N - k)+] of a Poisson number N with a mean below k, out of P(N = k). */
function poissonTail(k: number, mean: number, atK: number): { chance: number; excess: number } {
  let term = atK;
  let chance = atK;
  let excess = 0;
  for (let i = 1; term * i > NEGLIGIBLE * excess; i++) {
    term *= mean / (k + i);
    chance += term;
    excess += i * term;
  }
  return { chance, excess };
}
