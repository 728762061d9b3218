import { CONFIDENCE, rounded } from '../measure/pool.ts';
import type { Result } from '../measure/result.ts';
import type { ReplicationSummary } from '../measure/summary.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type Differences, differences, noDifferences, widestDifference } from './differences.ts';
import { Observed } from './paired-figures.ts';
import { VERSION } from './version.ts';

/** The answer to "is B better than A?": what `compare --json` prints. */
export interface ComparisonResult {
  readonly dynosim: string;
  readonly seed: string;
  readonly confidence: number;
  /** Pairs of replications with common random numbers; 0 where a design is saturated. */
  readonly pairs: number;
  /** Widest interval of a difference, relative to the larger of the two: what was wanted, and what was reached. */
  readonly precision: { readonly wanted: number | null; readonly reached: number | null };
  readonly a: Result;
  readonly b: Result;
  readonly differences: Differences;
  /** Of p95: how many times as long it would have taken without common random numbers. */
  readonly varianceReduction: number | null;
}

/** What is known of both designs when the comparison ends. */
export interface Compared {
  readonly results: readonly [Result, Result];
  /** Undefined where they cannot be paired, because one has no steady state. */
  readonly paired: { readonly a: readonly ReplicationSummary[]; readonly b: readonly ReplicationSummary[] } | undefined;
}

export function comparisonResult(
  scenarios: { readonly a: Scenario; readonly b: Scenario },
  { results, paired }: Compared,
): ComparisonResult {
  const [a, b] = results;
  const { precision, seed } = scenarios.a.run;
  const designs = paired && ([new Observed(scenarios.a, paired.a), new Observed(scenarios.b, paired.b)] as const);
  const reached = designs ? widestDifference(...designs) : Number.NaN;
  const found = designs ? differences(...designs, results) : noDifferences(results);
  return {
    dynosim: VERSION,
    seed,
    confidence: CONFIDENCE,
    pairs: paired?.a.length ?? 0,
    precision: {
      wanted: Number.isNaN(precision) ? null : precision,
      reached: Number.isFinite(reached) ? rounded(reached) : null,
    },
    a,
    b,
    differences: found,
    varianceReduction: found.p95Ms.varianceReduction,
  };
}
