import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { BUNDLE, newFolder } from './program.ts';

const DIST = dirname(BUNDLE);
const PACKAGE = fileURLToPath(new URL('../../packages/cli/', import.meta.url));

/** The largest part of the program that may be loaded before a command is known [bytes]: today it is 82,000. */
const FIRST_LOAD = 120_000;

/** A file of the bundle and all that it imports at once. */
function loadedWith(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(join(DIST, file), 'utf8');
  for (const [, next] of text.matchAll(/^import\s(?:[^;]*?from\s*)?"\.\/([^"]+)"/gm)) loadedWith(next!, seen);
  return seen;
}

/** What somebody gets who has nothing but the file. It is packed as it lies: what the build made before the tests. */
function packed(): { readonly folder: string; readonly npx: (...args: string[]) => ReturnType<typeof spawnSync> } {
  const folder = newFolder();
  const pack = ['-y', 'pnpm@12.21.0', 'pack', '--config.ignore-scripts=true', '--pack-destination', folder];
  const { status, stderr } = spawnSync('npx', pack, { cwd: PACKAGE, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const [file] = readdirSync(folder);
  const env = {
    PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
    npm_config_cache: newFolder(),
    HOME: folder,
  };
  const npx = (...args: string[]) =>
    spawnSync('npx', ['-y', `./${file}`, ...args], { cwd: folder, env, encoding: 'utf8' });
  return { folder, npx };
}

describe('the package', () => {
  it('runs in an empty folder, with an example of its own, on threads', () => {
    const { folder, npx } = packed();
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^dynosim-\d+\.\d+\.\d+\.tgz$/)]);
    expect(npx('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(npx('init', '--example', 'twenty-users').stdout).toContain('begin with twenty-users/README.md');
    expect(npx('docs').stdout).toMatch(/^# What a scenario can say\n/);
    const run = npx('run', 'twenty-users/scenario.yaml', '--threads', '2', '--precision', '4%');
    expect({ status: run.status, stdout: run.stdout }).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('p95'),
    });
  });

  it('brings the documents that the README names, and the licences of all code in it', () => {
    const licences = readFileSync(join(DIST, 'THIRD-PARTY.txt'), 'utf8');
    for (const name of ['commander', 'seedrandom', 'yaml', 'zod'])
      expect(licences).toMatch(new RegExp(`^${name} \\d+\\.`, 'm'));
    const readme = readFileSync(join(PACKAGE, 'README.md'), 'utf8');
    const named = [...readme.matchAll(/`((?:docs|examples)\/[\w./-]+)`/g)].map(([, path]) => path!);
    expect(named.filter((path) => !path.startsWith('docs/decisions') && !existsSync(join(PACKAGE, path)))).toEqual([]);
  });

  it('loads little before it knows the command', () => {
    const bytes = [...loadedWith('dynosim.js')].reduce((sum, file) => sum + readFileSync(join(DIST, file)).length, 0);
    expect(bytes).toBeLessThan(FIRST_LOAD);
    expect(bytes).toBeGreaterThan(20_000);
  });
});
