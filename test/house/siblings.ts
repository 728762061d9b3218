import { allImports, type Import, placeOf, say } from './imports.ts';
import { isTest, type SourceFile } from './source-file.ts';

export interface SiblingRule {
  readonly inside: string;
  /** Folders that must not know each other. */
  readonly siblings: readonly string[];
  /** Files in which siblings meet. */
  readonly composition: readonly string[];
  /** Files that any sibling may import for their types. */
  readonly interfaces: readonly string[];
}

/** Imports from one sibling folder to another that neither composition nor a type from an interface excuses. */
export function siblingViolations(files: readonly SourceFile[], rule: SiblingRule): string[] {
  const sources = files.filter(({ path }) => !isTest(path) && !rule.composition.includes(path));
  return allImports(sources)
    .filter((found) => isBetweenSiblings(found, rule))
    .filter(({ typeOnly, target }) => !(typeOnly && rule.interfaces.includes(target!)))
    .map((found) => say(found, meeting(found, rule)));
}

function isBetweenSiblings(found: Import, { inside, siblings }: SiblingRule): boolean {
  const from = placeOf(found.from.path);
  const to = placeOf(found.target ?? '');
  if (from?.package !== inside || to?.package !== inside || from.folder === to.folder) return false;
  return siblings.includes(from.folder) && siblings.includes(to.folder);
}

function meeting({ typeOnly, target }: Import, { interfaces, composition }: SiblingRule): string {
  if (!typeOnly && interfaces.includes(target!)) return 'of an interface only types may be imported';
  return `siblings meet in ${composition.map((path) => path.split('/').at(-1)).join(', ')}`;
}

/** Listed files that are gone: a list that outlives its files excuses whoever comes next under their name. */
export function staleEntries(files: readonly SourceFile[], listed: readonly string[]): string[] {
  const paths = new Set(files.map(({ path }) => path));
  return listed.filter((path) => !paths.has(path));
}
