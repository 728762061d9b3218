import { cpSync, existsSync, readdirSync } from 'node:fs';
import { BadInput } from '../bad-input.ts';
import { whyUnwritable } from '../output/unwritable.ts';
import { shipped } from '../shipped.ts';

const FOLDER = shipped('examples/');

/** Names of the examples: a file without its ending, or a folder. */
export function exampleNames(): readonly string[] {
  return readdirSync(FOLDER).map((entry) => entry.replace(/\.yaml$/, ''));
}

/** Copies an example into the current folder; gives the scenario or the page to begin with. */
export function copyExample(name: string, force: boolean): string {
  const entry = readdirSync(FOLDER).find((one) => one.replace(/\.yaml$/, '') === name)!;
  if (existsSync(entry) && !force) throw new BadInput(`${entry} exists already; --force writes over it`);
  try {
    cpSync(new URL(entry, FOLDER), entry, { recursive: true });
  } catch (error) {
    throw new BadInput(`${entry} cannot be written: ${whyUnwritable(error)}`);
  }
  return entry.endsWith('.yaml') ? entry : `${entry}/README.md`;
}
