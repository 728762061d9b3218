import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file as the rules see it, so that a rule can be shown a violation that stands on no disk. */
export interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

const ROOTS = ['packages', 'test', 'bench', 'notebooks'];
const LEFT_OUT = /^(node_modules|dist|build|out|coverage|\..*)$/;
const SOURCE = /\.(ts|cpp|hpp)$/;

/** Every source file of the repository, in a fixed order. */
export function readTree(root: string): SourceFile[] {
  const paths = ROOTS.flatMap((folder) => pathsBelow(root, folder));
  return paths.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

function pathsBelow(root: string, folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return LEFT_OUT.test(entry.name) ? [] : pathsBelow(root, path);
    return SOURCE.test(entry.name) ? [path] : [];
  });
}

export function isTest(path: string): boolean {
  return path.startsWith('test/') || path.endsWith('.test.ts');
}

export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let i = text.indexOf('\n'); i !== -1 && i < offset; i = text.indexOf('\n', i + 1)) line += 1;
  return line;
}
