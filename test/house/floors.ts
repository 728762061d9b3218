import { allImports, type Import, placeOf, say } from './imports.ts';
import { isTest, type SourceFile } from './source-file.ts';

/** For each package of `packages/` the packages of ours that it may import. */
export type PackageFloors = Readonly<Record<string, readonly string[]>>;

/** Folders of one package from the lowest floor up; those of one floor do not import each other. */
export type FolderFloors = readonly (readonly string[])[];

/** Imports between packages that do not point down, or that do not go through a package's front door. */
export function packageViolations(files: readonly SourceFile[], floors: PackageFloors): string[] {
  return allImports(files).flatMap((found) => {
    const deep = deepImport(found);
    if (deep !== undefined) return [say(found, deep)];
    const from = placeOf(found.from.path)?.package;
    const to = placeOf(found.target ?? '')?.package;
    if (from === undefined || to === undefined || from === to) return [];
    return floors[from]?.includes(to) === true ? [] : [say(found, `${from} must not know ${to}`)];
  });
}

function deepImport({ from, specifier, target }: Import): string | undefined {
  if (/^(@dynosim\/[^/]+|dynosim)\//.test(specifier)) return 'a package is imported by its name alone';
  const here = placeOf(from.path)?.package;
  const there = placeOf(target ?? '')?.package;
  if (!specifier.startsWith('.') || here === there) return undefined;
  return here === undefined && there === undefined ? undefined : 'another package is imported by its name';
}

/** Imports inside one package that point up or sideways between the floors of its folders; tests are free. */
export function folderViolations(
  files: readonly SourceFile[],
  { inside, floors, typesFrom = [] }: { inside: string; floors: FolderFloors; typesFrom?: readonly string[] },
): string[] {
  const level = (folder: string) => floors.findIndex((floor) => floor.includes(folder));
  return allImports(files.filter(({ path }) => !isTest(path))).flatMap((found) => {
    const from = placeOf(found.from.path);
    const to = placeOf(found.target ?? '');
    if (from?.package !== inside || to?.package !== inside || from.folder === to.folder) return [];
    if (found.typeOnly && typesFrom.includes(found.target!)) return [];
    const unknown = [from.folder, to.folder].find((folder) => level(folder) === -1);
    if (unknown !== undefined) return [say(found, `folder '${unknown}' of ${inside} stands on no floor`)];
    if (level(to.folder) < level(from.folder)) return [];
    return [
      say(found, `${from.folder} stands ${level(to.folder) > level(from.folder) ? 'below' : 'beside'} ${to.folder}`),
    ];
  });
}
