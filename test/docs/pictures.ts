import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = new URL('../..', import.meta.url).pathname;

/** A picture in a document: a comment that says how it is drawn, and the picture itself below it. */
export interface Picture {
  /** From the root of the repository. */
  readonly file: string;
  /** What `dynosim chart` is given besides the file to write. */
  readonly args: string;
  /** The text for who cannot see it: the title that the chart gave itself. */
  readonly title: string;
}

export interface Drawn {
  readonly title: string;
  readonly svg: string;
}

const PICTURE = /<!-- chart: (\S+) ([^\n]*?) -->\n!\[([^\]\n]*)\]/g;

/** Every picture of a document, in order. */
export function readPictures(document: string): Picture[] {
  return [...document.matchAll(PICTURE)].map(([, file, args, title]) => ({ file: file!, args: args!, title: title! }));
}

/** Several documents may show one picture: it is drawn once. */
const drawn = new Map<string, Drawn>();

/** What the picture must show: what the program draws. */
export function truePicture(args: string): Drawn {
  const known = drawn.get(args);
  if (known) return known;
  const file = join(mkdtempSync(join(tmpdir(), 'dynosim-')), 'drawn.svg');
  const command = ['packages/cli/src/main.ts', 'chart', ...args.split(' '), '-o', file, '--json'];
  const { stdout, stderr, status } = spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const made = { title: (JSON.parse(stdout) as { title: string }).title, svg: readFileSync(file, 'utf8') };
  drawn.set(args, made);
  return made;
}

/** The picture in the repository. */
export function committed({ file }: Picture): string {
  return readFileSync(`${ROOT}${file}`, 'utf8');
}

/** The document with the title of every picture set right; the pictures themselves are drawn anew. */
export function withPictures(document: string): string {
  return document.replace(PICTURE, (_, file: string, args: string) => {
    const { title, svg } = truePicture(args);
    writeFileSync(`${ROOT}${file}`, svg);
    return `<!-- chart: ${file} ${args} -->\n![${title}]`;
  });
}
