import type { Design } from './load-points.ts';
import { type LatencyObjective, type Span, spanOf } from './objective.ts';

/** Where the estimate of a figure reaches a bound, and where the ends of its interval do [1/s]. */
export interface Crossing {
  readonly load: number;
  readonly low: number;
  /** Undefined if that end stays below the bound. */
  readonly high: number | undefined;
}

/** The load at which a figure reaches its bound. */
export interface LoadLimit {
  readonly objective: LatencyObjective;
  /** Up to this load the whole interval keeps the objective [1/s]; undefined if it never does. */
  readonly safe: number | undefined;
  /** Undefined if the estimate stays below the bound, or above it from the start. */
  readonly crossing: Crossing | undefined;
  /** True if the objective is kept as far as there are figures: the limit lies higher. */
  readonly isOpen: boolean;
}

/**
 * Where a design stops keeping an objective. Between two simulated loads the logarithm of the figure is taken as a
 * straight line. Response times are convex in the load (of M/G/1 and M/G/c known, else *assumed*), so the line runs
 * above them and the limit comes out too low rather than too high.
 */
export function loadLimit({ points }: Design, objective: LatencyObjective): LoadLimit {
  const spans = points.map(({ load, state, result }) => {
    const span = state === 'steady' ? spanOf(result.latencyMs[objective.key]) : undefined;
    return { load, span };
  });
  const reach = (end: keyof Span): Reach => reached(spans, end, objective.bound);
  const [value, low, high] = [reach('ms'), reach('low'), reach('high')];
  const crossing =
    value.isCrossed && value.load !== undefined && high.load !== undefined
      ? { load: value.load, low: high.load, high: low.isCrossed ? low.load : undefined }
      : undefined;
  return { objective, safe: high.load, crossing, isOpen: !high.isCrossed };
}

interface Reach {
  /** Undefined if the bound is passed at the smallest load already. */
  readonly load: number | undefined;
  readonly isCrossed: boolean;
}

function reached(
  points: readonly { readonly load: number; readonly span: Span | undefined }[],
  end: keyof Span,
  bound: number,
): Reach {
  for (const [i, { span, load }] of points.entries()) {
    const before = points[i - 1];
    if (span === undefined) return { load: before?.load, isCrossed: false };
    if (span[end] < bound) continue;
    if (before === undefined) return { load: undefined, isCrossed: true };
    const [a, b] = [Math.log(before.span![end]), Math.log(span[end])];
    const part = b > a ? (Math.log(bound) - a) / (b - a) : 1;
    return { load: before.load + (load - before.load) * part, isCrossed: true };
  }
  return { load: points.at(-1)?.load, isCrossed: false };
}
