import { type Path, pathText } from './problem.ts';

/** A place at which two documents differ; undefined where one has nothing. */
export interface DocumentDifference {
  readonly path: string;
  readonly a: unknown;
  readonly b: unknown;
}

/** Where two documents of plain values differ, each place once and as deep as it goes. */
export function documentDifferences(a: unknown, b: unknown, path: Path = []): DocumentDifference[] {
  if (a === b) return [];
  if (!isNested(a) || !isNested(b) || Array.isArray(a) !== Array.isArray(b)) return [{ path: pathText(path), a, b }];
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return keys.flatMap((key) => documentDifferences(a[key], b[key], [...path, Array.isArray(a) ? Number(key) : key]));
}

function isNested(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
