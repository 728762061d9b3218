import { bisectRight, mean } from 'd3-array';
import type { Distribution, DistributionDefinition } from './distribution.ts';
import { defineForm } from './form.ts';

/** Measured values, drawn again as they are, each as likely: nothing between them, nothing beyond the largest. */
export class Empirical implements Distribution {
  readonly mean: number;
  readonly variance: number;
  private readonly sorted: Float64Array;

  constructor(values: readonly number[]) {
    this.sorted = Float64Array.from(values).sort();
    const centre = mean(this.sorted) ?? Number.NaN;
    this.mean = centre;
    this.variance = mean(this.sorted, (value) => (value - centre) ** 2) ?? Number.NaN;
  }

  cdf(x: number): number {
    return bisectRight(this.sorted, x) / this.sorted.length;
  }

  quantile(p: number): number {
    const { sorted } = this;
    const rank = Math.max(1, Math.ceil(p * sorted.length));
    // The product can round up past a whole number: 0.07 * 100 > 7.
    return sorted[rank > 1 && (rank - 1) / sorted.length >= p ? rank - 2 : rank - 1]!;
  }

  transform(block: Float64Array): void {
    for (let i = 0; i < block.length; i++) block[i] = this.quantile(block[i]!);
  }
}

export const empirical: DistributionDefinition = {
  name: 'empirical',
  summary: 'measured values, each as likely',
  source: 'Law, Simulation Modeling and Analysis, 5th ed., 6.2.4; Efron, Annals of Statistics 7 (1979), 1-26',
  forms: [
    defineForm({
      parameters: { values: { kind: 'values', help: 'the measured values' } },
      create: ({ values }) => new Empirical(values),
    }),
  ],
  bare: 'values',
  examples: [{ values: [0.3, 0.1, 0.1, 2, 0.7] }, { values: [4] }],
};
