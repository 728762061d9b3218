import type { Judgement } from './judge.ts';
import type { PublishedCase } from './published-case.ts';

/** What became of one scenario. */
export interface VariantVerdict {
  readonly label: string;
  readonly judgements: readonly Judgement[];
  /** Why there is no result to judge: the scenario's problems, or a failure; empty otherwise. */
  readonly outside: string;
  readonly seconds: number;
}

export interface CaseVerdict {
  readonly id: string;
  readonly family: string;
  readonly holds: boolean;
  readonly variants: readonly VariantVerdict[];
}

/** A case holds if all checks of all its scenarios do. */
export function caseVerdict({ id, family }: PublishedCase, variants: readonly VariantVerdict[]): CaseVerdict {
  const holds = variants.every(({ outside, judgements }) => outside === '' && judgements.every((j) => j.holds));
  return { id, family, holds, variants };
}

/** The bar: nine cases of ten. */
export function reachesBar(verdicts: readonly CaseVerdict[]): boolean {
  return verdicts.length > 0 && verdicts.filter(({ holds }) => holds).length >= 0.9 * verdicts.length;
}
