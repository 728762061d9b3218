import { normalCdf, normalQuantile } from '../special/normal.ts';
import type { Distribution, DistributionDefinition, Percentile } from './distribution.ts';
import { meanAndCv } from './form.ts';
import { requirePositive } from './percentiles.ts';

/** A product of many small factors: its logarithm is normal with mean mu and standard deviation sigma. */
export class Lognormal implements Distribution {
  readonly mean: number;
  readonly variance: number;
  private readonly mu: number;
  private readonly sigma: number;

  constructor(mu: number, sigma: number) {
    this.mu = mu;
    this.sigma = sigma;
    this.mean = Math.exp(mu + (sigma * sigma) / 2);
    this.variance = this.mean * this.mean * Math.expm1(sigma * sigma);
  }

  static fromMeanAndCv(mean: number, cv: number): Lognormal {
    const squareOfSigma = Math.log1p(cv * cv);
    return new Lognormal(Math.log(mean) - squareOfSigma / 2, Math.sqrt(squareOfSigma));
  }

  static fromPercentiles(a: Percentile, b: Percentile): Lognormal {
    requirePositive(a, b);
    const za = normalQuantile(a.p);
    const sigma = Math.log(b.value / a.value) / (normalQuantile(b.p) - za);
    return new Lognormal(Math.log(a.value) - za * sigma, sigma);
  }

  cdf(x: number): number {
    return x <= 0 ? 0 : normalCdf((Math.log(x) - this.mu) / this.sigma);
  }

  quantile(p: number): number {
    return Math.exp(this.mu + this.sigma * normalQuantile(p));
  }

  transform(block: Float64Array): void {
    for (let i = 0; i < block.length; i++) block[i] = this.quantile(block[i]!);
  }
}

export const lognormal: DistributionDefinition = {
  name: 'lognormal',
  summary: 'skewed to the right with a moderate tail: the usual choice for measured service times',
  source: 'Law, Simulation Modeling and Analysis, 5th ed., 6.2.2 and 8.3.7; by inversion, Wichura, AS 241 (1988)',
  forms: [meanAndCv({ create: ({ mean, cv }) => Lognormal.fromMeanAndCv(mean, cv) })],
  fromPercentiles: Lognormal.fromPercentiles,
  examples: [
    { mean: 0.02, cv: 1 },
    { mean: 3, cv: 0.1 },
    { mean: 1, cv: 2 },
  ],
};
