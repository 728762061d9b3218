import { quantileOfTail, stableUtilisation } from './station.ts';

/** States with less than this probability are left out. */
const NEGLIGIBLE = 1e-15;

/**
 * The whole distribution of the response in M/M/1 with processor sharing. A request with n others leaves at the rate
 * mu / (n + 1), and the number of the others is a birth-death process: survival is computed jump by jump of that
 * process, and the jumps are Poisson in time (uniformisation: all states have the same rate lambda + mu).
 * Sources: Coffman, Muntz and Trotter, JACM 17 (1970) 123; Jensen, Skandinavisk Aktuarietidskrift 36 (1953) 87.
 */
export class MM1Ps {
  readonly utilisation: number;
  /** [s]. */
  readonly meanResponse: number;
  private readonly jumpRate: number;
  /** P(still inside after k jumps), as far as anybody has asked. */
  private readonly survival: number[];
  /** P(still inside after the last of those jumps | n others at the beginning). */
  private alive: Float64Array;
  private readonly initial: Float64Array;

  constructor(arrivalRate: number, serviceTime: number) {
    this.utilisation = stableUtilisation({ servers: 1, arrivalRate, serviceTime });
    this.meanResponse = serviceTime / (1 - this.utilisation);
    this.jumpRate = arrivalRate + 1 / serviceTime;
    const states = Math.ceil(Math.log(NEGLIGIBLE) / Math.log(Math.max(0.01, this.utilisation)));
    this.initial = Float64Array.from({ length: states }, (_, n) => (1 - this.utilisation) * this.utilisation ** n);
    this.alive = new Float64Array(states).fill(1);
    this.survival = [1];
  }

  /** P(response > t): the survival after k jumps, mixed by the Poisson number of jumps in t. */
  responseTail(t: number): number {
    const mean = this.jumpRate * t;
    if (mean === 0) return 1;
    const last = Math.ceil(mean + 10 * Math.sqrt(mean) + 30);
    let logWeight = -mean;
    let sum = 0;
    for (let k = 0; k <= last; k++) {
      if (k > 0) logWeight += Math.log(mean / k);
      sum += Math.exp(logWeight) * this.survivalAfter(k);
    }
    return sum;
  }

  responseQuantile(p: number): number {
    return quantileOfTail((t) => this.responseTail(t), p, this.meanResponse);
  }

  private survivalAfter(jumps: number): number {
    while (this.survival.length <= jumps) {
      this.jump();
      this.survival.push(this.initial.reduce((sum, p, n) => sum + p * this.alive[n]!, 0));
    }
    return this.survival[jumps]!;
  }

  /** One jump: an arrival, the end of another request, or that of our own. */
  private jump(): void {
    const { alive, utilisation } = this;
    const up = utilisation / (1 + utilisation);
    const last = alive.length - 1;
    this.alive = alive.map((_, n) => {
      const left = n > 0 ? ((1 - up) * n * alive[n - 1]!) / (n + 1) : 0;
      return up * alive[Math.min(n + 1, last)]! + left;
    });
  }
}
