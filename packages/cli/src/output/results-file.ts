import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BadInput } from '../bad-input.ts';
import { printable } from './printable.ts';

const NAME = 'results.ndjson';

/** A file with one result a line. Opened before the work begins, so that a folder that refuses is known at once. */
export class ResultsFile {
  readonly path: string;
  private readonly file: FileHandle;

  private constructor(path: string, file: FileHandle) {
    this.path = path;
    this.file = file;
  }

  static async open(folder: string): Promise<ResultsFile> {
    if (folder === '') throw new BadInput('--out: expected the name of a folder, got nothing');
    const path = join(folder, NAME);
    try {
      await makeFolder(folder);
      return new ResultsFile(path, await open(path, 'a+'));
    } catch (error) {
      throw new BadInput(`--out ${printable(folder)}: ${printable(path)} cannot be written: ${whyUnwritable(error)}`);
    }
  }

  /** Appends one line in one piece and waits until the disk has it. */
  async append(line: string): Promise<void> {
    await this.file.appendFile(`${(await this.isCutOff()) ? '\n' : ''}${line}\n`);
    await this.file.sync();
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  /** True if the last line has no end, because a program was killed while it wrote: then ours begins on a new one. */
  private async isCutOff(): Promise<boolean> {
    const { size } = await this.file.stat();
    if (size === 0) return false;
    const { buffer } = await this.file.read({ buffer: Buffer.alloc(1), position: size - 1 });
    return buffer.toString() !== '\n';
  }
}

/** With all above it. The recursion of the system's own library never ends where a folder cannot be made, as in /proc. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Also if it is a file: opening what is in it will say so.
    if (code === 'EEXIST') return;
    const above = dirname(folder);
    if (code !== 'ENOENT' || above === folder) throw error;
    await makeFolder(above);
    await mkdir(folder);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder and none can be made',
  ENOTDIR: 'a part of the path is a file, expected a folder',
  EISDIR: 'it is a folder, expected a file',
  EACCES: 'you have no right to write there',
  EPERM: 'you have no right to write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};

/** Why a file cannot be written, without the jargon of the system. */
export function whyUnwritable(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? (code || message);
}
