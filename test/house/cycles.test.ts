import { expect, it } from 'vitest';
import { cycles } from './cycles.ts';
import { ROOT } from './root.ts';
import { readTree } from './source-file.ts';

it('no files of the real tree import one another in a ring', () => {
  expect(cycles(readTree(ROOT))).toEqual([]);
});

it('a planted ring is reported once, also through types and the name of a package', () => {
  const files = [
    { path: 'packages/sim-core/src/c.ts', text: `export * from './kernel/b.ts';` },
    { path: 'packages/sim-core/src/kernel/b.ts', text: `import type { A } from '@dynosim/sim-core';` },
    { path: 'packages/sim-core/src/index.ts', text: `export { c } from './c.ts';\nexport { d } from './d.ts';` },
    { path: 'packages/sim-core/src/d.ts', text: '' },
  ];
  const [b, c, index] = ['kernel/b', 'c', 'index'].map((name) => `packages/sim-core/src/${name}.ts`);
  expect(cycles(files)).toEqual([`${c} -> ${b} -> ${index} -> ${c}`]);
});

it('a file that imports itself is a ring', () => {
  expect(cycles([{ path: 'bench/a.ts', text: `import { a } from './a.ts';` }])).toEqual(['bench/a.ts -> bench/a.ts']);
});

it('two ways to one file are none', () => {
  const files = [
    { path: 'bench/a.ts', text: `import './b.ts';\nimport './c.ts';` },
    { path: 'bench/b.ts', text: `import './c.ts';` },
    { path: 'bench/c.ts', text: '' },
  ];
  expect(cycles(files)).toEqual([]);
});

it('a part that knows the type of its whole is none within a folder', () => {
  const ring = (folder: string) => [
    { path: `packages/sim-core/src/kernel/whole.ts`, text: `import { Part } from '../${folder}/part.ts';` },
    { path: `packages/sim-core/src/${folder}/part.ts`, text: `import type { Whole } from '../kernel/whole.ts';` },
  ];
  expect(cycles(ring('kernel'))).toEqual([]);
  expect(cycles(ring('random'))).toHaveLength(1);
});
