/** A figure that a result must show. */
export interface Check {
  /** In the result document. */
  readonly path: string;
  readonly expected: number;
  readonly tolerance: string | number;
  /** This figure was used to set up the scenario: meeting it proves nothing. */
  readonly fitted?: boolean;
}

/** One scenario of a case: there is one for each variant or number of clients. */
export interface Variant {
  readonly label: string;
  readonly scenario: unknown;
  readonly checks: readonly Check[];
}

/** Something that others have measured, simulated or calculated. */
export interface PublishedCase {
  readonly id: string;
  readonly family: string;
  /** Exact values of theory are judged by the program's own interval, all others by their distance alone. */
  readonly isTheory: boolean;
  readonly variants: readonly Variant[];
}

interface CaseDocument {
  readonly id: string;
  readonly family: string;
  readonly kind: 'theory' | 'measurement' | 'simulation' | 'reference';
  readonly scenario?: unknown;
  readonly checks?: readonly Check[];
  readonly scenarios?: readonly Variant[];
}

/** The cases of a file, without its mere references. */
export function readCases(text: string): PublishedCase[] {
  const documents = JSON.parse(text) as CaseDocument[];
  return documents
    .filter(({ kind }) => kind !== 'reference')
    .map(({ id, family, kind, scenario, checks, scenarios }) => ({
      id,
      family,
      isTheory: kind === 'theory',
      variants: scenarios ?? [{ label: '', scenario, checks: checks ?? [] }],
    }));
}

/** True for a name that one of the patterns fits: `*` for anything, `?` for one character, commas between patterns. */
export function fits(patterns: string, name: string): boolean {
  const list = patterns.split(/,(?![^(]*\))/);
  return list.some((pattern) => asExpression(pattern.trim()).test(name));
}

function asExpression(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}
