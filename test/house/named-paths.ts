const BACKTICKED = /`([^`\n]+)`/g;
const PATH = /^[\w.-][\w./{},*<>-]*$/;
const FILE_ENDING = /\.(ts|js|json|md|ya?ml|csv|cpp|html|ipynb)$/;

/** What a text names in backticks and means as a file or folder; braces are spelt out, placeholders cut off. */
export function namedPaths(text: string, folders: readonly string[]): string[] {
  const fenced = text.replace(/^```[\s\S]*?^```/gm, '');
  const tokens = [...fenced.matchAll(BACKTICKED)].map((match) => match[1]!);
  const paths = tokens.filter((token) => looksLikePath(token, folders)).flatMap(spellOut);
  return [...new Set(paths.map((path) => path.replace(/\/?[^/]*[<*].*$/, '')).filter((path) => path !== ''))];
}

function looksLikePath(token: string, folders: readonly string[]): boolean {
  if (!PATH.test(token)) return false;
  if (FILE_ENDING.test(token) || token.endsWith('/')) return true;
  return token.includes('/') && folders.includes(token.split('/')[0]!);
}

/** `a/{b,c}.ts` is a/b.ts and a/c.ts. */
function spellOut(path: string): string[] {
  const match = /\{([^{}]*)\}/.exec(path);
  if (match === null) return [path];
  const [braces, inside] = [match[0], match[1]!];
  return inside.split(',').flatMap((one) => spellOut(path.replace(braces, one)));
}

/** Named paths that exist neither from the root nor from one of the `bases` a reader would think of. */
export function missingPaths(paths: readonly string[], bases: readonly string[], exists: (path: string) => boolean) {
  return paths.filter((path) => !['', ...bases].some((base) => exists(base + path)));
}
