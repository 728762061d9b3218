import type { Distribution, DistributionDefinition, Percentile } from './distribution.ts';
import { defineForm } from './form.ts';
import { requireAscending } from './percentiles.ts';

/** Any value between two limits, all as likely. */
export class Uniform implements Distribution {
  readonly mean: number;
  readonly variance: number;
  private readonly min: number;
  private readonly width: number;

  constructor(min: number, max: number) {
    this.min = min;
    this.width = max - min;
    this.mean = (min + max) / 2;
    this.variance = (this.width * this.width) / 12;
  }

  static fromPercentiles(a: Percentile, b: Percentile): Uniform {
    requireAscending(a, b);
    const width = (b.value - a.value) / (b.p - a.p);
    const min = a.value - a.p * width;
    // Percentiles of a distribution that starts at 0 come out a rounding error off.
    if (min < -1e-12 * width) throw new RangeError('a uniform distribution through both percentiles would go below 0');
    return new Uniform(Math.max(0, min), min + width);
  }

  cdf(x: number): number {
    return Math.min(1, Math.max(0, (x - this.min) / this.width));
  }

  quantile(p: number): number {
    return this.min + this.width * p;
  }

  transform(block: Float64Array): void {
    for (let i = 0; i < block.length; i++) block[i] = this.quantile(block[i]!);
  }
}

export const uniform: DistributionDefinition = {
  name: 'uniform',
  summary: 'every value between two limits is as likely',
  source: 'Law, Simulation Modeling and Analysis, 5th ed., 6.2.2 and 8.3.1',
  forms: [
    defineForm({
      parameters: {
        min: { kind: 'value', help: 'the smallest value', zero: true },
        max: { kind: 'value', help: 'the largest value' },
      },
      problem: ({ min, max }) => (min < max ? undefined : 'min must be less than max'),
      create: ({ min, max }) => new Uniform(min, max),
    }),
  ],
  fromPercentiles: Uniform.fromPercentiles,
  examples: [
    { min: 0, max: 2 },
    { min: 0.5, max: 0.6 },
  ],
};
