import type { Result } from '@dynosim/models';
import { studentQuantile } from '@dynosim/sim-core';
import type { Check } from './published-case.ts';
import { parseTolerance } from './tolerance.ts';

/** Standard errors that an unbiased estimate of an exact value may be away from it. */
const STANDARD_ERRORS = 4;

export interface Judgement {
  readonly path: string;
  readonly expected: number;
  readonly predicted: number | null;
  /** Half width of the 95 % interval and what it may be; null where there is none. */
  readonly halfWidth: number | null;
  readonly tolerance: number;
  /** (predicted - expected) / standard error; null without an interval. */
  readonly z: number | null;
  /** Relative, or absolute where nothing was expected. */
  readonly error: number | null;
  readonly fitted: boolean;
  readonly holds: boolean;
  /** Why it does not hold. */
  readonly reason: 'no value' | 'too far' | 'too wide' | 'biased' | '';
}

interface Reading {
  readonly value: number | null;
  readonly halfWidth: number | null;
}

/**
 * Theory: the tolerance bounds the half width of the program's own interval, and the value lies within four standard
 * errors of the exact one; where there is no interval, and for everything else, the value is within the tolerance.
 */
export function judge(result: Result, check: Check, isTheory: boolean): Judgement {
  const { value, halfWidth } = read(result, check.path);
  const tolerance = parseTolerance(String(check.tolerance))(check.expected);
  const difference = value === null ? Number.NaN : value - check.expected;
  const hasInterval = halfWidth !== null && halfWidth > 0;
  const z = hasInterval ? difference / (halfWidth / studentQuantile(0.975, result.replications - 1)) : null;
  const reason = isTheory && z !== null ? ofInterval(halfWidth!, tolerance, z) : ofDistance(difference, tolerance);
  return {
    path: check.path,
    expected: check.expected,
    predicted: value,
    halfWidth,
    tolerance,
    z,
    error: value === null ? null : check.expected === 0 ? difference : difference / check.expected,
    fitted: check.fitted === true,
    holds: reason === '',
    reason,
  };
}

function ofInterval(halfWidth: number, tolerance: number, z: number): Judgement['reason'] {
  if (Math.abs(z) > STANDARD_ERRORS) return 'biased';
  return halfWidth > tolerance ? 'too wide' : '';
}

function ofDistance(difference: number, tolerance: number): Judgement['reason'] {
  if (Number.isNaN(difference)) return 'no value';
  return Math.abs(difference) > tolerance ? 'too far' : '';
}

/** The number at a path of the document, with its interval where it has one. */
function read(result: Result, path: string): Reading {
  let node: unknown = result;
  for (const key of path.split('.')) node = (node as Record<string, unknown> | null | undefined)?.[key];
  if (typeof node === 'number') return { value: node, halfWidth: null };
  const { value = null, low = null, high = null } = (node ?? {}) as { value?: number; low?: number; high?: number };
  return { value, halfWidth: low === null || high === null ? null : (high - low) / 2 };
}
