import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { missingPaths, namedPaths } from './named-paths.ts';
import { ROOT } from './root.ts';

const ARCHITECTURE = join(ROOT, 'ARCHITECTURE.md');

/** Where a path in the text may start: the root, the packages, and inside each package's sources. */
function bases(): string[] {
  const packages = readdirSync(join(ROOT, 'packages'));
  return ['packages/', ...packages.flatMap((name) => [`packages/${name}/`, `packages/${name}/src/`])];
}

function foldersAt(base: string): string[] {
  const folder = join(ROOT, base);
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

describe.runIf(existsSync(ARCHITECTURE))('ARCHITECTURE.md', () => {
  it('names no file or folder that does not exist', () => {
    const folders = ['', ...bases()].flatMap(foldersAt);
    const paths = namedPaths(readFileSync(ARCHITECTURE, 'utf8'), folders);
    expect(missingPaths(paths, bases(), (path) => existsSync(join(ROOT, path)))).toEqual([]);
  });
});

describe('a planted text', () => {
  const folders = ['kernel', 'packages'];

  it('names paths in backticks, spelt out', () => {
    const text = 'See `kernel/{calendar,order}.ts`, `packages/models`, `docs/` and `servers/<name>.ts`.';
    expect(namedPaths(text, folders)).toEqual([
      'kernel/calendar.ts',
      'kernel/order.ts',
      'packages/models',
      'docs/',
      'servers',
    ]);
  });

  it.each(['`60/s`', '`@dynosim/models`', '`req/s`', '`a / b`', '`Math.random`', 'kernel/calendar.ts', '`--json`'])(
    'names no path: %s',
    (text) => {
      expect(namedPaths(text, folders)).toEqual([]);
    },
  );

  it('with a path that does not exist is reported', () => {
    const exists = (path: string) => path === 'packages/sim-core/src/kernel/order.ts';
    const bases = ['packages/sim-core/src/'];
    expect(missingPaths(['kernel/order.ts', 'kernel/gone.ts'], bases, exists)).toEqual(['kernel/gone.ts']);
  });
});
