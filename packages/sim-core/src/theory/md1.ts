import { quantileOfTail, stableUtilisation } from './station.ts';

/**
 * The whole distribution of the wait in M/D/1, first come first served.
 *
 * Erlang's series, the usual form, alternates in sign: at 90 % load it has lost its last digits at 25 services. This is
 * Franx's form, in which nothing is subtracted: for t in [(k-1) D, k D), P(wait <= t) is the sum over j < k of
 * P(j arrivals in k D - t) P(at most k - j inside). Twin in the tests: Erlang's series.
 * Sources: Franx, Operations Research Letters 29 (2001) 221; Erlang, Nyt Tidsskrift for Matematik B 20 (1909) 33.
 */
export class MD1 {
  readonly utilisation: number;
  private readonly serviceTime: number;
  /** P(number inside <= i), as far as anybody has asked. */
  private readonly cumulative: number[];
  private readonly probabilities: number[];
  /** P(at least k arrivals during a service), from k = 0. */
  private readonly arrivalTails: number[];

  constructor(arrivalRate: number, serviceTime: number) {
    this.utilisation = stableUtilisation({ servers: 1, arrivalRate, serviceTime });
    this.serviceTime = serviceTime;
    this.probabilities = [1 - this.utilisation];
    this.cumulative = [1 - this.utilisation];
    this.arrivalTails = poissonTails(this.utilisation);
  }

  /** P(wait > t). */
  waitTail(t: number): number {
    const k = Math.floor(t / this.serviceTime) + 1;
    const mean = this.utilisation * (k - t / this.serviceTime);
    let weight = Math.exp(-mean);
    let sum = 0;
    for (let j = 0; j < k; j++) {
      sum += weight * this.atMost(k - j);
      weight *= mean / (j + 1);
    }
    return 1 - sum;
  }

  waitQuantile(p: number): number {
    return quantileOfTail((t) => this.waitTail(t), p, this.serviceTime);
  }

  responseQuantile(p: number): number {
    return this.waitQuantile(p) + this.serviceTime;
  }

  private atMost(inside: number): number {
    while (this.cumulative.length <= inside) {
      const next = this.nextProbability();
      this.probabilities.push(next);
      this.cumulative.push(this.cumulative.at(-1)! + next);
    }
    return this.cumulative[inside]!;
  }

  /** The recursion for the embedded chain without a subtraction: Ramaswami, Stochastic Models 4 (1988) 183. */
  private nextProbability(): number {
    const { probabilities: p, arrivalTails } = this;
    const j = p.length;
    const tail = (k: number): number => arrivalTails[k] ?? 0;
    let sum = p[0]! * tail(j);
    for (let i = 1; i < j; i++) sum += p[i]! * tail(j + 1 - i);
    return sum / (1 - tail(1));
  }
}

function poissonTails(mean: number): number[] {
  const terms = [Math.exp(-mean)];
  while (terms.at(-1)! > 0 && terms.length < 200) terms.push((terms.at(-1)! * mean) / terms.length);
  const tails: number[] = [];
  let tail = 0;
  for (let k = terms.length - 1; k >= 0; k--) tails[k] = tail += terms[k]!;
  return tails;
}
