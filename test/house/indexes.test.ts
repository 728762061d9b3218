import { describe, expect, it } from 'vitest';
import { leftOut } from './indexes.ts';
import { ROOT } from './root.ts';
import { staleEntries } from './siblings.ts';
import { readTree } from './source-file.ts';

/** Interfaces and what members share: files of such a folder that are no members. */
const ASIDE: readonly string[] = [
  'packages/sim-core/src/distributions/distribution.ts',
  'packages/sim-core/src/distributions/form.ts',
  'packages/sim-core/src/distributions/percentiles.ts',
  'packages/models/src/router/router.ts',
  'packages/models/src/router/dispatch.ts',
  'packages/models/src/router/generations.ts',
  'packages/models/src/router/held-requests.ts',
  'packages/models/src/router/routable-dynos.ts',
  'packages/models/src/servers/server.ts',
  'packages/models/src/servers/listen-settings.ts',
  'packages/models/src/servers/prefork.ts',
  'packages/models/src/servers/profile.ts',
  'packages/models/src/servers/threaded-python.ts',
  'packages/models/src/workload/workload.ts',
  'packages/cli/src/completion/command-tree.ts',
];

describe('the real tree', () => {
  const files = readTree(ROOT);

  it('lists every member of a folder in its index', () => {
    expect(leftOut(files, ASIDE)).toEqual([]);
  });

  it('has every file that the list names', () => {
    expect(staleEntries(files, ASIDE)).toEqual([]);
  });
});

describe('a planted folder', () => {
  const at = (name: string, text = '') => ({ path: `packages/models/src/servers/${name}`, text });
  const members = [at('server.ts'), at('puma.ts'), at('puma.test.ts'), at('thin.ts')];
  const aside = ['packages/models/src/servers/server.ts'];

  it('whose index leaves a line out is reported', () => {
    const index = at('index.ts', `import { puma } from './puma.ts';\n// import { thin } from './thin.ts';`);
    expect(leftOut([...members, index], aside)).toEqual([
      'packages/models/src/servers/thin.ts is not in packages/models/src/servers/index.ts',
    ]);
  });

  it('whose index imports or re-exports all members is in order', () => {
    const index = at('index.ts', `import { puma } from './puma.ts';\nexport * from './thin.ts';`);
    expect(leftOut([...members, index], aside)).toEqual([]);
  });

  it('without an index, or the front door of a package, owes nothing', () => {
    const front = { path: 'packages/models/src/index.ts', text: '' };
    expect(leftOut([...members, front, { path: 'packages/models/src/simulate.ts', text: '' }], aside)).toEqual([]);
  });
});
