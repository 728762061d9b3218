export type Path = readonly (string | number)[];

/** A mistake of the user as a value: where it is, what the rule is and how to mend it. Never thrown. */
export interface Problem {
  readonly path: Path;
  /** What is wrong and what is allowed. */
  readonly rule: string;
  /** What to write instead, where that can be said. */
  readonly hint?: string;
  /** True where the key itself is wrong, not its value. */
  readonly atKey?: boolean;
}

/** A value or all the problems that keep it from being one. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: Problem[] };

export function pathText(path: Path): string {
  return path.map((part, i) => (typeof part === 'number' ? `[${part}]` : i === 0 ? part : `.${part}`)).join('');
}

/** The name out of `known` that was probably meant, or undefined (Levenshtein distance of at most 2). */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= Math.min(2, Math.floor(name.length / 2)) ? best.candidate : undefined;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
