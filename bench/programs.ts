import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Program {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** Requests of this program for each of the others: slow ones are given fewer. */
  readonly share: number;
}

export const REFERENCE = 'c++';
export const DYNOSIM = 'dynosim';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const script = (name: string, share = 1): Program => ({
  name,
  command: [process.execPath, path(`programs/${name}.ts`)],
  share,
});

/** The reference comes first, so that each round measures it next to the others. */
export function programs(): Program[] {
  const reference = compiledReference();
  return [
    ...(reference === undefined ? [] : [reference]),
    script('plain-loop'),
    script('dynosim'),
    script('events', 0.5),
    script('closed-loop', 0.3),
    script('sharing', 0.3),
    script('full', 0.3),
    script('gthread', 0.3),
    script('uvicorn', 0.3),
    script('simjs', 0.1),
  ];
}

/** Compiled anew every time: `-march=native` must mean this machine. */
function compiledReference(): Program | undefined {
  if (spawnSync('g++', ['--version']).status !== 0) return undefined;
  const binary = path('build/reference');
  mkdirSync(path('build'), { recursive: true });
  execFileSync('g++', ['-O3', '-march=native', '-std=c++17', '-o', binary, path('reference/reference.cpp')]);
  return { name: REFERENCE, command: [binary], share: 1 };
}
