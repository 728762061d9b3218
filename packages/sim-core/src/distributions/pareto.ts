import type { Distribution, DistributionDefinition } from './distribution.ts';
import { defineForm } from './form.ts';

/** A power-law tail cut off at max: a few values carry much of the total, yet every moment exists. */
export class Pareto implements Distribution {
  readonly mean: number;
  readonly variance: number;
  private readonly alpha: number;
  private readonly min: number;
  private readonly max: number;
  /** The mass that the cut-off leaves: 1 - (min / max)^alpha. */
  private readonly mass: number;

  constructor(alpha: number, min: number, max: number) {
    this.alpha = alpha;
    this.min = min;
    this.max = max;
    this.mass = -Math.expm1(-alpha * Math.log(max / min));
    this.mean = this.moment(1);
    this.variance = this.moment(2) - this.mean * this.mean;
  }

  cdf(x: number): number {
    if (x <= this.min) return 0;
    return x >= this.max ? 1 : -Math.expm1(-this.alpha * Math.log(x / this.min)) / this.mass;
  }

  quantile(p: number): number {
    return this.min * Math.exp(-Math.log1p(-p * this.mass) / this.alpha);
  }

  transform(block: Float64Array): void {
    for (let i = 0; i < block.length; i++) block[i] = this.quantile(block[i]!);
  }

  /** E[X^n]: alpha min^n / mass times the integral of y^(n - alpha - 1) over 1 <= y <= max / min. */
  private moment(n: number): number {
    const excess = n - this.alpha;
    const span = Math.log(this.max / this.min);
    const integral = excess === 0 ? span : Math.expm1(excess * span) / excess;
    return (this.alpha * this.min ** n * integral) / this.mass;
  }
}

export const pareto: DistributionDefinition = {
  name: 'pareto',
  summary: 'bounded Pareto: a power-law tail with a largest value',
  source: 'Harchol-Balter, Performance Modeling and Design of Computer Systems, 2013, chapter 20',
  forms: [
    defineForm({
      parameters: {
        alpha: { kind: 'number', help: 'the exponent of the tail: the smaller, the heavier' },
        min: { kind: 'value', help: 'the smallest value' },
        max: { kind: 'value', help: 'the largest value' },
      },
      problem: ({ min, max }) => (min < max ? undefined : 'min must be less than max'),
      create: ({ alpha, min, max }) => new Pareto(alpha, min, max),
    }),
  ],
  examples: [
    { alpha: 1.5, min: 0.01, max: 10 },
    { alpha: 1, min: 1, max: 100 },
    { alpha: 2, min: 1, max: 50 },
  ],
};
