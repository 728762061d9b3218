import { functionSpans } from './functions.ts';
import { isTest, type SourceFile } from './source-file.ts';

const KEBAB_FOLDER = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const KEBAB_FILE = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|config|d))?\.(ts|[ch]pp)$/;
const EMPTY_NAME = /(^|-)(utils?|helpers?|common|misc)(-|\.|$)/;

export const SOURCE_LINES = 250;
export const TEST_LINES = 400;
export const FUNCTION_LINES = 40;
/** In a file whose doc comment says that it is hot, where a call less may be worth a longer function. */
export const HOT_FUNCTION_LINES = 60;

/** File and folder names that are not kebab-case, or that say nothing. */
export function nameViolations(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path }) => {
    const folders = path.split('/');
    const file = folders.pop()!;
    const kebab = KEBAB_FILE.test(file) && folders.every((folder) => KEBAB_FOLDER.test(folder));
    const empty = [...folders, file].find((name) => EMPTY_NAME.test(name));
    return [
      ...(kebab ? [] : [`${path} is not in kebab-case`]),
      ...(empty === undefined ? [] : [`${path}: '${empty}' does not say what is inside`]),
    ];
  });
}

export function longFiles(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const lines = text.split('\n').length - 1;
    const allowed = isTest(path) ? TEST_LINES : SOURCE_LINES;
    return lines <= allowed ? [] : [`${path} has ${lines} lines of ${allowed}`];
  });
}

/** Functions that do too much. The callbacks of test files are lists of cases and are let off. */
export function longFunctions(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => !path.endsWith('.test.ts'))
    .flatMap((file) => {
      const allowed = isHot(file) ? HOT_FUNCTION_LINES : FUNCTION_LINES;
      return functionSpans(file)
        .filter(({ lines }) => lines > allowed)
        .map(({ line, lines }) => `${file.path}:${line} is a function of ${lines} lines of ${allowed}`);
    });
}

function isHot({ text }: SourceFile): boolean {
  return [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].some(([comment]) => /\bHot\b/.test(comment));
}

/** Spelt with gaps, so that this file does not accuse itself. */
const MARKS: readonly RegExp[] = [
  /\bTO[D]O\b/,
  /\bFIX[M]E\b/,
  /\.onl[y]\(/,
  /\.ski[p]\(/,
  /(?<![\w.])\/(?:work|root)[/]/,
];

/** Work put off, tests switched off, and paths of one machine: in code, comments and strings alike. */
export function leftMarks(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, i) =>
      MARKS.flatMap((mark) => {
        const match = mark.exec(line);
        return match === null ? [] : [`${path}:${i + 1} has ${match[0]}`];
      }),
    ),
  );
}
