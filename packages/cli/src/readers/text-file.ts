import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BadInput } from '../bad-input.ts';
import { printable } from '../output/printable.ts';
import { LIMITS } from './limits.ts';
import type { SourceText } from './source-text.ts';

/** The text of a scenario file, or of standard input where the name is `-`; of any text file with a larger `most`. */
export async function readTextFile(name: string, most: number = LIMITS.scenarioBytes): Promise<SourceText> {
  const shown = name === '-' ? '<stdin>' : name;
  const bytes = name === '-' ? await readAll(process.stdin, most) : await readFileBytes(name, most);
  if (bytes === undefined) throw new BadInput(`${printable(shown)}: larger than ${most / 1024} KiB, is it a scenario?`);
  return { name: shown, text: decode(bytes, shown), folder: name === '-' ? '.' : dirname(name) };
}

async function readFileBytes(name: string, most: number): Promise<Buffer | undefined> {
  try {
    const file = await open(name);
    try {
      if ((await file.stat()).isDirectory())
        throw new BadInput(`${printable(name)}: is a directory, expected a scenario file`);
      return await readAll(file.createReadStream({ autoClose: false }), most);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(`${printable(name)}: ${whyUnreadable(error)}`);
  }
}

/** Everything that a stream gives; undefined if it is more than `most` bytes. */
async function readAll(stream: AsyncIterable<Buffer | string>, most: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > most) return undefined;
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Buffer, name: string): string {
  const first = bytes.subarray(0, 2).toString('hex');
  if (first === 'fffe' || first === 'feff') throw new BadInput(`${printable(name)}: is UTF-16; save it as UTF-8`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BadInput(`${printable(name)}: is not a UTF-8 text, is it a scenario?`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
  EISDIR: 'is a directory, expected a file',
  ENOTDIR: 'no such file',
  ENAMETOOLONG: 'no such file (the name is too long)',
  ERR_INVALID_ARG_VALUE: 'no such file (not a valid name)',
};

/** Why a file cannot be read, without the jargon of the system. */
export function whyUnreadable(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return REASONS[code] ?? `cannot be read (${code || (error as Error).message})`;
}
