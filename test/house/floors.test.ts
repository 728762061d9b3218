import { describe, expect, it } from 'vitest';
import { type FolderFloors, folderViolations, type PackageFloors, packageViolations } from './floors.ts';
import { ROOT } from './root.ts';
import { readTree } from './source-file.ts';

const PACKAGES: PackageFloors = {
  'sim-core': [],
  models: ['sim-core'],
  charts: ['models', 'sim-core'],
  cli: ['charts', 'models', 'sim-core'],
};

const SIM_CORE: FolderFloors = [
  ['kernel', 'special'],
  ['random'],
  ['distributions', 'stations', 'statistics', 'theory'],
  ['experiments'],
  [''],
];
/** A stream is drawn through a distribution, a distribution draws from a stream: only the types know each other. */
const SIM_CORE_TYPES = ['packages/sim-core/src/distributions/distribution.ts'];
const simCore = { inside: 'sim-core', floors: SIM_CORE, typesFrom: SIM_CORE_TYPES };

describe('the real tree', () => {
  const files = readTree(ROOT);

  it('imports packages downwards and by name', () => {
    expect(packageViolations(files, PACKAGES)).toEqual([]);
  });

  it('imports folders of sim-core downwards', () => {
    expect(folderViolations(files, simCore)).toEqual([]);
  });
});

describe('a planted import', () => {
  const plant = (path: string, text: string) => [{ path, text }];

  it('of a package above is reported with its line', () => {
    const files = plant('packages/sim-core/src/kernel/a.ts', `// why\nimport { Dyno } from '@dynosim/models';\n`);
    expect(packageViolations(files, PACKAGES)).toEqual([
      "packages/sim-core/src/kernel/a.ts:2 imports '@dynosim/models': sim-core must not know models",
    ]);
  });

  it.each([
    ['packages/cli/src/a.ts', `export * from '@dynosim/models/src/dyno/cpu.ts';`],
    ['packages/cli/src/a.ts', `const m = await import('@dynosim/models/x.ts');`],
    ['packages/models/src/dyno/a.ts', `import type { X } from '../../../sim-core/src/kernel/x.ts';`],
    ['test/theory/a.test.ts', `import '../../packages/models/src/simulate.ts';`],
  ])('behind the front door of a package is reported: %s %s', (path, text) => {
    expect(packageViolations(plant(path, text), PACKAGES)).toHaveLength(1);
  });

  it('downwards, in a comment or in a string is none', () => {
    const text = `import { a } from '@dynosim/sim-core';\n// import '@dynosim/charts'\nconst s = "import '@dynosim/charts'";`;
    expect(packageViolations(plant('packages/models/src/a.ts', text), PACKAGES)).toEqual([]);
  });

  it.each([
    ['kernel/a.ts', `import { Streams } from '../random/streams.ts';`, 'kernel stands below random'],
    ['stations/a.ts', `import type { Tally } from '../statistics/tally.ts';`, 'stations stands beside statistics'],
    ['stations/a.ts', `import { x } from '../new/x.ts';`, "folder 'new' of sim-core stands on no floor"],
    ['random/a.ts', `import { x } from '../distributions/distribution.ts';`, 'random stands below distributions'],
  ])('between folders of sim-core is reported: %s %s', (path, text, complaint) => {
    const [violation, ...more] = folderViolations(plant(`packages/sim-core/src/${path}`, text), simCore);
    expect(violation).toContain(complaint);
    expect(more).toEqual([]);
  });

  it('of an interface, as a type, is none', () => {
    const text = `import type { Source } from '../distributions/distribution.ts';`;
    expect(folderViolations(plant('packages/sim-core/src/random/a.ts', text), simCore)).toEqual([]);
  });
});
