/**
 * What a distribution of a non-negative quantity must be able to do.
 *
 * The core has no units: a value is whatever the caller measures (a service demand in seconds, say).
 * Every variate costs exactly one uniform, so the n-th request gets the same uniform under two designs and their
 * difference is not blurred by chance (common random numbers: Law, Simulation Modeling and Analysis, 5th ed., 11.2).
 */
export interface Distribution {
  readonly mean: number;
  readonly variance: number;
  /** P(X <= x). */
  cdf(x: number): number;
  /** The smallest x with cdf(x) >= p, for 0 < p < 1; quantile(0) is the lower end of the support. Never falls with p. */
  quantile(p: number): number;
  /** Turns a block of uniforms on (0, 1) into variates, in place: one uniform, one variate. Hot: one call per block. */
  transform(block: Float64Array): void;
}

/** Two points of a cumulative distribution: P(X <= value) = p. Ascending in p. */
export interface Percentile {
  readonly p: number;
  readonly value: number;
}

/** One weighted part of a mixture. Weights need not add up to 1. */
export interface Component {
  readonly weight: number;
  readonly distribution: Distribution;
}

/** What the border has to read for a parameter, and what `create` then gets. */
export type ParameterKind =
  | 'value' // a quantity in the unit of the variate (the border converts it); > 0 unless `zero` is allowed
  | 'number' // a dimensionless number > 0: a shape, a coefficient of variation
  | 'integer' // a whole number >= 1
  | 'values' // a non-empty list of quantities
  | 'components'; // a non-empty list of weighted distributions

export interface Parameter {
  readonly kind: ParameterKind;
  readonly help: string;
  /** True where the quantity may be 0. */
  readonly zero?: boolean;
}

/** The arguments of `create`, by parameter name; the kinds above say the type of each. */
export type Arguments = Readonly<Record<string, number | readonly number[] | readonly Component[]>>;

/** One way to write a distribution down: by mean and cv, or by the parameters of the textbook. */
export interface Form {
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** Returns a sentence where the arguments, each valid alone, do not fit together. */
  readonly problem?: (a: Arguments) => string | undefined;
  readonly create: (a: Arguments) => Distribution;
}

export interface DistributionDefinition {
  /** The key that a scenario uses. */
  readonly name: string;
  readonly summary: string;
  /** Textbook and page, or paper. */
  readonly source: string;
  /** Tried in order: the first form whose parameter names are the ones given. */
  readonly forms: readonly Form[];
  /** Set where any two percentiles fix the parameters. Throws RangeError with a sentence where no member passes through both. */
  readonly fromPercentiles?: (a: Percentile, b: Percentile) => Distribution;
  /** Set where the bare value is a whole form by itself (`constant: 5ms`, `empirical: [1ms, 2ms]`): the name of its parameter. */
  readonly bare?: string;
  /** Arguments of a few members for the conformance suite: at least one for each form. */
  readonly examples: readonly Arguments[];
}
