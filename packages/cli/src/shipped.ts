/** The repository's root, or in the package the folder above the program's: what goes with it is in the same places. */
const ROOT = new URL(import.meta.url.endsWith('.ts') ? '../../../' : '../', import.meta.url);

/** Where a file or folder is that goes with the program, such as `examples/`. */
export function shipped(path: string): URL {
  return new URL(path, ROOT);
}
