import { logGamma, stirlingError } from './log-gamma.ts';
import { normalQuantile } from './normal.ts';

/**
 * The regularised incomplete gamma functions of one shape a: the cdf of the gamma distribution of scale 1, its
 * complement and its inverse. A class, so that what depends on the shape alone is computed once.
 *
 * Series and continued fraction: Abramowitz and Stegun, 6.5.29 and 6.5.31; Press et al., Numerical Recipes, 3rd ed.,
 * 6.2. The factor in front of both: Loader's saddle-point form (see `stirlingError`), accurate for large shapes too.
 */
export class IncompleteGamma {
  private readonly shape: number;
  private readonly logGammaNext: number;
  private readonly frontFactor: number;

  constructor(shape: number) {
    this.shape = shape;
    this.logGammaNext = logGamma(shape + 1);
    this.frontFactor = Math.exp(-stirlingError(shape)) / Math.sqrt(2 * Math.PI * shape);
  }

  /** P(a, x) = P(X <= x). */
  lower(x: number): number {
    if (x <= 0) return 0;
    if (x === Infinity) return 1;
    return x < this.shape + 1 ? this.series(x) : 1 - this.continuedFraction(x);
  }

  /** Q(a, x) = P(X > x). */
  upper(x: number): number {
    if (x <= 0) return 1;
    if (x === Infinity) return 0;
    return x < this.shape + 1 ? 1 - this.series(x) : this.continuedFraction(x);
  }

  /**
   * The x with P(a, x) = p. Halley's method on the smaller tail (Numerical Recipes, 6.2.1), kept inside a bracket:
   * a step that leaves it is replaced by its middle. Three or four steps; the error falls with the cube of the step.
   */
  inverse(p: number): number {
    if (p <= 0) return 0;
    if (p >= 1) return Infinity;
    let x = this.guess(p);
    let low = 0;
    let high = Infinity;
    for (let i = 0; i < 200; i++) {
      const error = p < 0.5 ? this.lower(x) - p : 1 - p - this.upper(x);
      if (error > 0) high = x;
      else low = x;
      const next = x - this.halleyStep(x, error);
      const inside = next >= low && next <= high;
      const step = inside ? next - x : (high === Infinity ? 2 * x : (low + high) / 2) - x;
      x += step;
      if (Math.abs(step) <= 1e-6 * x && (inside || step === 0)) break;
    }
    return x;
  }

  private halleyStep(x: number, error: number): number {
    const newton = (error * x) / (this.shape * this.front(x));
    return newton / (1 - 0.5 * Math.min(1, newton * ((this.shape - 1) / x - 1)));
  }

  /**
   * Wilson and Hilferty, PNAS 17 (1931), 684-688 (Abramowitz and Stegun, 26.4.17), or, in the lower tail where it
   * fails, the bound that follows from P(a, x) <= x^a / Γ(a+1).
   */
  private guess(p: number): number {
    const spread = 1 / (9 * this.shape);
    const root = 1 - spread + normalQuantile(p) * Math.sqrt(spread);
    if (root > 0.5) return this.shape * root * root * root;
    const bound = Math.exp((Math.log(p) + this.logGammaNext) / this.shape);
    return Math.max(bound, Number.MIN_VALUE);
  }

  /** x^a e^-x / Γ(a+1). */
  private front(x: number): number {
    const a = this.shape;
    const excess = (x - a) / a;
    const logRatio = Math.abs(excess) < 0.5 ? Math.log1p(excess) : Math.log(x / a);
    return this.frontFactor * Math.exp(a * logRatio - (x - a));
  }

  private series(x: number): number {
    let term = 1;
    let sum = 1;
    for (let n = this.shape + 1; term > sum * 1e-17; n++) sum += term *= x / n;
    return this.front(x) * sum;
  }

  /** By the modified Lentz method (Numerical Recipes, 5.2), which gives Γ(a, x) e^x / x^a. */
  private continuedFraction(x: number): number {
    let b = x + 1 - this.shape;
    let c = Infinity;
    let d = 1 / b;
    let product = d;
    let factor = 0;
    for (let i = 1; Math.abs(factor - 1) > 4e-16; i++) {
      const numerator = -i * (i - this.shape);
      b += 2;
      d = 1 / (numerator * d + b);
      c = b + numerator / c;
      factor = c * d;
      product *= factor;
    }
    return this.front(x) * this.shape * product;
  }
}
