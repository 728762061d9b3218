import { posix } from 'node:path';
import { allImports, type Import } from './imports.ts';
import { isTest, type SourceFile } from './source-file.ts';

/**
 * Rings of files that import one another, each told once from its alphabetically first file on. Inside one folder a
 * part may know the type of its whole: such an import is erased and ties no folders together.
 */
export function cycles(files: readonly SourceFile[]): string[] {
  const graph = new Map<string, string[]>();
  for (const found of allImports(files.filter(({ path }) => !isTest(path)))) {
    const { from, target } = found;
    if (target !== undefined && !isOfAPart(found)) graph.set(from.path, [...(graph.get(from.path) ?? []), target]);
  }
  const found = new Set<string>();
  const done = new Set<string>();
  const visit = (path: string, trail: string[]): void => {
    const start = trail.indexOf(path);
    if (start !== -1) found.add(fromFirst(trail.slice(start)).join(' -> '));
    if (start !== -1 || done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return [...found].sort();
}

function isOfAPart({ from, target, typeOnly }: Import): boolean {
  return typeOnly && posix.dirname(from.path) === posix.dirname(target!);
}

function fromFirst(ring: readonly string[]): string[] {
  const first = ring.indexOf([...ring].sort()[0]!);
  return [...ring.slice(first), ...ring.slice(0, first + 1)];
}
