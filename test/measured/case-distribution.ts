/** A distribution of `case.json`, in [ms]: see the README beside the measured cases. */
export interface CaseDistribution {
  readonly dist: string;
  readonly v?: number | readonly number[];
  readonly lo?: number;
  readonly hi?: number;
  readonly mean?: number;
  readonly cv?: number;
  readonly p?: readonly number[];
  readonly of?: readonly CaseDistribution[];
}

/** The same in the words of a scenario; undefined where there are none. */
export function scenarioDistribution(d: CaseDistribution): unknown {
  const ms = (x: number | undefined): string => `${x}ms`;
  switch (d.dist) {
    case 'const':
      return ms(d.v as number);
    case 'exp':
      return { exponential: { mean: ms(d.mean) } };
    case 'lognormal':
      return { lognormal: { mean: ms(d.mean), cv: d.cv } };
    case 'uniform':
      return { uniform: { min: ms(d.lo), max: ms(d.hi) } };
    case 'discrete':
      return mixture(
        d.p!,
        (d.v as readonly number[]).map((v) => ({ constant: ms(v) })),
      );
    case 'mix':
      return mixture(
        d.p!,
        d.of!.map(scenarioDistribution).map((part) => (typeof part === 'string' ? { constant: part } : part)),
      );
    default:
      return undefined;
  }
}

function mixture(weights: readonly number[], parts: readonly unknown[]): unknown {
  return { mixture: parts.map((part, i) => ({ weight: weights[i], ...(part as object) })) };
}
