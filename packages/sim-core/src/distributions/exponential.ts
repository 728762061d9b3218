import type { Distribution, DistributionDefinition } from './distribution.ts';
import { defineForm } from './form.ts';

/** Time until something that happens as likely now as ever: the gap between arrivals of a Poisson process. */
export class Exponential implements Distribution {
  readonly mean: number;
  readonly variance: number;

  constructor(mean: number) {
    this.mean = mean;
    this.variance = mean * mean;
  }

  cdf(x: number): number {
    return x <= 0 ? 0 : -Math.expm1(-x / this.mean);
  }

  /** Inverse transform with log(1 - p), not log(p), which would fall as p rises. */
  quantile(p: number): number {
    return -this.mean * Math.log1p(-p);
  }

  transform(block: Float64Array): void {
    for (let i = 0; i < block.length; i++) block[i] = this.quantile(block[i]!);
  }
}

export const exponential: DistributionDefinition = {
  name: 'exponential',
  summary: 'memoryless; cv 1',
  source: 'Law, Simulation Modeling and Analysis, 5th ed., 6.2.2 and 8.3.2',
  forms: [
    defineForm({
      parameters: { mean: { kind: 'value', help: 'the mean' } },
      create: ({ mean }) => new Exponential(mean),
    }),
  ],
  examples: [{ mean: 0.015 }, { mean: 3 }],
};
