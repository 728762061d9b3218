import { expect, it } from 'vitest';
import { allImports } from './imports.ts';
import { ROOT } from './root.ts';
import { lineOf, readTree } from './source-file.ts';

it('the rules see the real tree: sources, tests and their imports, but nothing installed or built', () => {
  const files = readTree(ROOT);
  const paths = files.map(({ path }) => path);
  expect(paths).toContain('packages/sim-core/src/kernel/calendar.ts');
  expect(paths).toContain('test/house/source-file.test.ts');
  expect(paths).toContain('bench/reference/reference.cpp');
  expect(paths.filter((path) => /node_modules|\/dist\/|\/build\//.test(path))).toEqual([]);
  const targets = new Set(allImports(files).map(({ target }) => target));
  expect(targets).toContain('packages/sim-core/src/kernel/calendar.ts');
  expect(targets).toContain('packages/sim-core/src/index.ts');
});

it('lines are counted from 1', () => {
  expect([0, 1, 2, 3].map((offset) => lineOf('a\n\nb', offset))).toEqual([1, 1, 2, 3]);
});
