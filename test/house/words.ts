import { codeOnly } from './code-only.ts';
import { importsOf } from './imports.ts';
import { isTest, lineOf, type SourceFile } from './source-file.ts';

/** Clock, chance, files, network, waiting and the reader's language: what makes two runs of one seed differ. */
const FORBIDDEN: readonly RegExp[] = [
  /\bDate\b/,
  /\bMath\.random\b/,
  /\bperformance\b/,
  /\bprocess\b/,
  /\bfetch\s*\(/,
  /\bset(?:Timeout|Interval|Immediate)\b/,
  /\bPromise\b/,
  /\basync\b/,
  /\bawait\b/,
  /\bconsole\b/,
  /\bJSON\.parse\b/,
  /\blocaleCompare\b/,
  /\btoLocale\w*/,
  /\bIntl\b/,
];
const EVERY = new RegExp(FORBIDDEN.map(({ source }) => source).join('|'), 'g');

/** Words that only the uppermost floor may use, in the sources (not the tests) of the given packages. */
export function wordViolations(files: readonly SourceFile[], packages: readonly string[]): string[] {
  const below = files.filter(({ path }) => !isTest(path) && packages.some((name) => path.startsWith(`${name}/src/`)));
  return below.flatMap((file) => [...words(file), ...builtIns(file)]);
}

function words(file: SourceFile): string[] {
  const code = codeOnly(file.text);
  return [...code.matchAll(EVERY)].map((match) => `${file.path}:${lineOf(code, match.index)} says ${match[0]}`);
}

function builtIns(file: SourceFile): string[] {
  const found = importsOf(file).filter(({ specifier }) => specifier.startsWith('node:'));
  return found.map(({ line, specifier }) => `${file.path}:${line} imports ${specifier}`);
}
