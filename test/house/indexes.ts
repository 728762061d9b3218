import { posix } from 'node:path';
import { allImports } from './imports.ts';
import { isTest, type SourceFile } from './source-file.ts';

/**
 * Files that stand in a folder with an index but are not imported by it, so that nobody would miss them.
 * `aside` names the files that are no members: interfaces and what members share.
 */
export function leftOut(files: readonly SourceFile[], aside: readonly string[]): string[] {
  return files.filter(isMemberIndex).flatMap((index) => {
    const listed = new Set(allImports([index]).map(({ target }) => target));
    return membersBeside(files, index)
      .filter((path) => !listed.has(path) && !aside.includes(path))
      .map((path) => `${path} is not in ${index.path}`);
  });
}

/** A package's own index.ts is its front door and lists what it likes. */
function isMemberIndex({ path }: SourceFile): boolean {
  return /^packages\/[^/]+\/src\/.+\/index\.ts$/.test(path);
}

function membersBeside(files: readonly SourceFile[], index: SourceFile): string[] {
  const folder = posix.dirname(index.path);
  return files
    .map(({ path }) => path)
    .filter((path) => posix.dirname(path) === folder && path !== index.path && !isTest(path));
}
