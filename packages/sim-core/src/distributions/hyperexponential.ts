import type { Distribution, DistributionDefinition } from './distribution.ts';
import { defineForm } from './form.ts';

/**
 * Two kinds of work, short and long, each exponential: more variable than either, cv > 1.
 *
 * Balanced means, Whitt's H2b: both kinds bring the same total work, which leaves mean and cv as the only parameters.
 */
export class Hyperexponential implements Distribution {
  readonly mean: number;
  readonly variance: number;
  private readonly shortShare: number;
  private readonly longShare: number;
  private readonly shortRate: number;
  private readonly longRate: number;

  constructor(mean: number, cv: number) {
    const square = cv * cv;
    this.mean = mean;
    this.variance = mean * mean * square;
    // (1 + r) / 2 and (1 - r) / 2 with r^2 = (square - 1) / (square + 1); the second without its loss of digits.
    const ratio = Math.sqrt((square - 1) / (square + 1));
    this.shortShare = (1 + ratio) / 2;
    this.longShare = 1 / ((square + 1) * (1 + ratio));
    this.shortRate = (2 * this.shortShare) / mean;
    this.longRate = (2 * this.longShare) / mean;
  }

  cdf(x: number): number {
    if (x <= 0) return 0;
    return -this.shortShare * Math.expm1(-this.shortRate * x) - this.longShare * Math.expm1(-this.longRate * x);
  }

  quantile(p: number): number {
    return p < 0.5 ? this.lowerQuantile(p) : this.upperQuantile(1 - p);
  }

  transform(block: Float64Array): void {
    for (let i = 0; i < block.length; i++) block[i] = this.quantile(block[i]!);
  }

  /** Newton's method on the cdf. It is concave, so from 0 every step ends short of the root and none overshoots. */
  private lowerQuantile(p: number): number {
    let x = p / (this.shortShare * this.shortRate + this.longShare * this.longRate);
    for (let i = 0; i < 100; i++) {
      const density =
        this.shortShare * this.shortRate * Math.exp(-this.shortRate * x) +
        this.longShare * this.longRate * Math.exp(-this.longRate * x);
      const step = (p - this.cdf(x)) / density;
      x += step;
      if (step <= 1e-9 * x) break;
    }
    return x;
  }

  /** The x with P(X > x) = q. The logarithm of the tail is convex: again no step overshoots, from the better kind's quantile. */
  private upperQuantile(q: number): number {
    const logOfQ = Math.log(q);
    let x = Math.max(
      (Math.log(this.shortShare) - logOfQ) / this.shortRate,
      (Math.log(this.longShare) - logOfQ) / this.longRate,
    );
    for (let i = 0; i < 100; i++) {
      const short = this.shortShare * Math.exp(-this.shortRate * x);
      const long = this.longShare * Math.exp(-this.longRate * x);
      const step =
        ((Math.log(short + long) - logOfQ) * (short + long)) / (short * this.shortRate + long * this.longRate);
      x += step;
      if (step <= 1e-9 * x) break;
    }
    return x;
  }
}

export const hyperexponential: DistributionDefinition = {
  name: 'hyperexponential',
  summary: 'a mix of short and long exponentials with balanced means; cv above 1',
  source: 'Whitt, Approximating a point process by a renewal process, I, Operations Research 30 (1982), 125-147',
  forms: [
    defineForm({
      parameters: {
        mean: { kind: 'value', help: 'the mean' },
        cv: { kind: 'number', help: 'coefficient of variation, above 1' },
      },
      problem: ({ cv }) =>
        cv > 1 ? undefined : 'cv must be greater than 1; exponential has 1, erlang and lognormal less',
      create: ({ mean, cv }) => new Hyperexponential(mean, cv),
    }),
  ],
  examples: [
    { mean: 0.1, cv: 1.2 },
    { mean: 2, cv: 4 },
  ],
};
