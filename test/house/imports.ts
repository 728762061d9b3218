import { posix } from 'node:path';
import { codeOnly } from './code-only.ts';
import { lineOf, type SourceFile } from './source-file.ts';

export interface Import {
  readonly from: SourceFile;
  readonly line: number;
  readonly specifier: string;
  /** Erased before anything runs. */
  readonly typeOnly: boolean;
  /** Path in the repository of the file meant, if it is one of ours. */
  readonly target: string | undefined;
}

const STATIC = /\b(?:import|export)\s+(type\s+)?(?:[\w$*\s{},]+?\s*from\s*)?(['"])([^'"]*)\2/dg;
const DYNAMIC = /\bimport\s*(\()\s*(['"])([^'"]*)\2/dg;
const PACKAGE_FOLDERS: Record<string, string> = {
  '@dynosim/sim-core': 'packages/sim-core',
  '@dynosim/models': 'packages/models',
  '@dynosim/charts': 'packages/charts',
  dynosim: 'packages/cli',
};

/** Everything that a file imports or re-exports. */
export function importsOf(file: SourceFile): Import[] {
  const code = codeOnly(file.text);
  return [STATIC, DYNAMIC].flatMap((pattern) =>
    [...code.matchAll(pattern)].map((match) => {
      const [start, end] = match.indices![3]!;
      const specifier = file.text.slice(start, end);
      const typeOnly = match[1]?.startsWith('type') === true;
      return { from: file, line: lineOf(code, start), specifier, typeOnly, target: targetOf(file.path, specifier) };
    }),
  );
}

export function allImports(files: readonly SourceFile[]): Import[] {
  return files.filter(({ path }) => path.endsWith('.ts')).flatMap(importsOf);
}

function targetOf(path: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return posix.normalize(posix.join(posix.dirname(path), specifier));
  const folder = PACKAGE_FOLDERS[specifier];
  return folder === undefined ? undefined : `${folder}/src/index.ts`;
}

/** `packages/models/src/dyno/cpu.ts` is of package `models`, folder `dyno`; files of `src` itself and beside it are of folder ''. */
export function placeOf(path: string): { package: string; folder: string } | undefined {
  const match = /^packages\/([^/]+)\/(?:src\/(?:([^/]+)\/)?|[^/]+$)/.exec(path);
  return match === null ? undefined : { package: match[1]!, folder: match[2] ?? '' };
}

export function say(found: Import, complaint: string): string {
  return `${found.from.path}:${found.line} imports '${found.specifier}': ${complaint}`;
}
