import { Constant } from './constant.ts';
import type { Component, Distribution, DistributionDefinition } from './distribution.ts';
import { Exponential } from './exponential.ts';
import { defineForm } from './form.ts';
import { Uniform } from './uniform.ts';

/** Now one distribution, now another, with fixed odds: cache hits and misses, light pages and heavy ones. */
export class Mixture implements Distribution {
  readonly mean: number;
  readonly variance: number;
  private readonly parts: readonly Distribution[];
  /** Limits of the parts on (0, 1): part i from shares[i] to shares[i + 1]. */
  private readonly shares: Float64Array;

  constructor(components: readonly Component[]) {
    const total = components.reduce((sum, { weight }) => sum + weight, 0);
    this.parts = components.map(({ distribution }) => distribution);
    this.shares = new Float64Array(components.length + 1);
    components.forEach(({ weight }, i) => {
      this.shares[i + 1] = this.shares[i]! + weight / total;
    });
    this.shares[components.length] = 1;
    this.mean = this.average((part) => part.mean);
    this.variance = this.average((part) => part.variance + (part.mean - this.mean) ** 2);
  }

  cdf(x: number): number {
    const { parts, shares } = this;
    let sum = 0;
    for (let i = 0; i < parts.length; i++) sum += (shares[i + 1]! - shares[i]!) * parts[i]!.cdf(x);
    return sum;
  }

  /** By bisection down to neighbouring doubles, between the smallest and the largest quantile of the parts. Slow. */
  quantile(p: number): number {
    const quantiles = this.parts.map((part) => part.quantile(p));
    let low = Math.min(...quantiles);
    let high = Math.max(...quantiles);
    if (p === 0 || this.cdf(low) >= p) return low;
    for (let middle = (low + high) / 2; low < middle && middle < high; middle = (low + high) / 2) {
      if (this.cdf(middle) >= p) high = middle;
      else low = middle;
    }
    return high;
  }

  /**
   * Equal to `quantile` in law, not value by value: the uniform picks a part, and its place within the part's share
   * is again uniform, so that one is enough (composition: Devroye, Non-Uniform Random Variate Generation, 1986, II.4).
   */
  transform(block: Float64Array): void {
    const { parts, shares } = this;
    for (let i = 0; i < block.length; i++) {
      const u = block[i]!;
      let part = 0;
      while (u >= shares[part + 1]!) part++;
      const start = shares[part]!;
      block[i] = parts[part]!.quantile((u - start) / (shares[part + 1]! - start));
    }
  }

  private average(of: (part: Distribution) => number): number {
    return this.parts.reduce((sum, part, i) => sum + (this.shares[i + 1]! - this.shares[i]!) * of(part), 0);
  }
}

export const mixture: DistributionDefinition = {
  name: 'mixture',
  summary: 'one of several distributions, with fixed odds',
  source: 'Law, Simulation Modeling and Analysis, 5th ed., 8.2.2',
  forms: [
    defineForm({
      parameters: {
        components: { kind: 'components', help: 'weighted distributions; only the ratio of weights counts' },
      },
      create: ({ components }) => new Mixture(components),
    }),
  ],
  bare: 'components',
  examples: [
    {
      components: [
        { weight: 9, distribution: new Exponential(0.04) },
        { weight: 1, distribution: new Uniform(1, 2) },
      ],
    },
    {
      components: [
        { weight: 1, distribution: new Constant(0.5) },
        { weight: 2, distribution: new Exponential(1) },
        { weight: 1, distribution: new Constant(3) },
      ],
    },
  ],
};
