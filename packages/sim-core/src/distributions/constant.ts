import type { Distribution, DistributionDefinition } from './distribution.ts';
import { defineForm } from './form.ts';

/** Always the same value. It uses up its uniform all the same, so that other designs keep theirs. */
export class Constant implements Distribution {
  readonly mean: number;
  readonly variance = 0;

  constructor(value: number) {
    this.mean = value;
  }

  cdf(x: number): number {
    return x < this.mean ? 0 : 1;
  }

  quantile(_p: number): number {
    return this.mean;
  }

  transform(block: Float64Array): void {
    block.fill(this.mean);
  }
}

export const constant: DistributionDefinition = {
  name: 'constant',
  summary: 'always the same value',
  source: 'the D of Kendall, Annals of Mathematical Statistics 24 (1953), 338-354',
  forms: [
    defineForm({
      parameters: { value: { kind: 'value', help: 'the value', zero: true } },
      create: ({ value }) => new Constant(value),
    }),
  ],
  bare: 'value',
  examples: [{ value: 5 }, { value: 0 }],
};
