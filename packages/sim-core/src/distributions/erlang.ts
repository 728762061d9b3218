import { IncompleteGamma } from '../special/incomplete-gamma.ts';
import type { Distribution, DistributionDefinition } from './distribution.ts';
import { defineForm } from './form.ts';

/** The sum of k equal exponential stages: steadier than one, cv = 1 / sqrt(k). */
export class Erlang implements Distribution {
  readonly mean: number;
  readonly variance: number;
  private readonly stage: number;
  private readonly sum: IncompleteGamma;

  constructor(mean: number, k: number) {
    this.mean = mean;
    this.variance = (mean * mean) / k;
    this.stage = mean / k;
    this.sum = new IncompleteGamma(k);
  }

  cdf(x: number): number {
    return this.sum.lower(x / this.stage);
  }

  /** By inversion, not as a sum of k logarithms, which would take k uniforms. */
  quantile(p: number): number {
    return this.stage * this.sum.inverse(p);
  }

  transform(block: Float64Array): void {
    for (let i = 0; i < block.length; i++) block[i] = this.quantile(block[i]!);
  }
}

export const erlang: DistributionDefinition = {
  name: 'erlang',
  summary: 'the sum of k exponential stages; cv 1 / sqrt(k)',
  source:
    'Law, Simulation Modeling and Analysis, 5th ed., 8.3.3; by inversion, Press et al., Numerical Recipes, 3rd ed., 6.2.1',
  forms: [
    defineForm({
      parameters: {
        mean: { kind: 'value', help: 'the mean of the sum' },
        k: { kind: 'integer', help: 'the number of stages' },
      },
      create: ({ mean, k }) => new Erlang(mean, k),
    }),
  ],
  examples: [
    { mean: 0.03, k: 1 },
    { mean: 2, k: 4 },
    { mean: 1, k: 60 },
  ],
};
