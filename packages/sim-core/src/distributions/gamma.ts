import { IncompleteGamma } from '../special/incomplete-gamma.ts';
import type { Distribution, DistributionDefinition, Percentile } from './distribution.ts';
import { defineForm, meanAndCv } from './form.ts';
import { requirePositive } from './percentiles.ts';

/** A sum of exponentials, of which there may be a fraction. Shape below 1: many tiny values; 1: exponential. */
export class Gamma implements Distribution {
  readonly mean: number;
  readonly variance: number;
  private readonly scale: number;
  private readonly standard: IncompleteGamma;

  constructor(shape: number, scale: number) {
    this.scale = scale;
    this.mean = shape * scale;
    this.variance = this.mean * scale;
    this.standard = new IncompleteGamma(shape);
  }

  static fromMeanAndCv(mean: number, cv: number): Gamma {
    return new Gamma(1 / (cv * cv), mean * cv * cv);
  }

  /**
   * The scale cancels out of the ratio of the two values, so the ratio gives the shape (Cook, Determining distribution
   * parameters from quantiles, 2010).
   */
  static fromPercentiles(a: Percentile, b: Percentile): Gamma {
    requirePositive(a, b);
    const shape = shapeFromRatio(a.p, b.p, b.value / a.value);
    return new Gamma(shape, b.value / new IncompleteGamma(shape).inverse(b.p));
  }

  cdf(x: number): number {
    return this.standard.lower(x / this.scale);
  }

  quantile(p: number): number {
    return this.scale * this.standard.inverse(p);
  }

  transform(block: Float64Array): void {
    for (let i = 0; i < block.length; i++) block[i] = this.quantile(block[i]!);
  }
}

/**
 * The ratio of two quantiles, at p < q, of shape 1/u. Rises with u from 1 without limit: of two gamma distributions
 * the one of smaller shape is a convex function of the other (van Zwet, Convex Transformations of Random Variables,
 * 1964).
 */
function quantileRatio(p: number, q: number, u: number): number {
  const standard = new IncompleteGamma(1 / u);
  return standard.inverse(q) / standard.inverse(p);
}

/**
 * Shapes that can be computed well: above, a constant is meant; below, nearly every value is 0 to the last digit.
 * Outside, the incomplete gamma function is slow or inexact.
 */
const SMALLEST_SHAPE = 0.01;
const LARGEST_SHAPE = 1e4;

function shapeProblem(shape: number): string | undefined {
  if (shape > LARGEST_SHAPE) return 'is almost constant (cv below 0.01): use constant';
  if (shape < SMALLEST_SHAPE) return 'varies too much (cv above 10): use lognormal or weibull';
  return undefined;
}

/** There is no formula: by bisection, once for each distribution. */
function shapeFromRatio(p: number, q: number, target: number): number {
  let low = 1 / LARGEST_SHAPE;
  let high = 1 / SMALLEST_SHAPE;
  if (quantileRatio(p, q, low) > target)
    throw new RangeError(`gamma through these percentiles ${shapeProblem(2 / low)}`);
  if (quantileRatio(p, q, high) < target) throw new RangeError(`gamma through these percentiles ${shapeProblem(0)}`);
  for (let middle = (low + high) / 2; low < middle && middle < high; middle = (low + high) / 2) {
    if (quantileRatio(p, q, middle) < target) low = middle;
    else high = middle;
  }
  return 1 / high;
}

export const gamma: DistributionDefinition = {
  name: 'gamma',
  summary: 'from many tiny values (shape < 1) through exponential (shape 1) to nearly symmetric',
  source: 'Law, Simulation Modeling and Analysis, 5th ed., 6.2.2 and 8.3.4',
  forms: [
    meanAndCv({
      problem: ({ cv }) => shapeProblem(1 / (cv * cv)),
      create: ({ mean, cv }) => Gamma.fromMeanAndCv(mean, cv),
    }),
    defineForm({
      parameters: {
        shape: { kind: 'number', help: 'the shape: below 1 for many tiny values and a long tail' },
        scale: { kind: 'value', help: 'the scale: mean / shape' },
      },
      problem: ({ shape }) => shapeProblem(shape),
      create: ({ shape, scale }) => new Gamma(shape, scale),
    }),
  ],
  fromPercentiles: Gamma.fromPercentiles,
  examples: [
    { mean: 0.2, cv: 0.5 },
    { mean: 1, cv: 1.5 },
    { shape: 0.7, scale: 0.1 },
    { shape: 20, scale: 0.05 },
  ],
};
