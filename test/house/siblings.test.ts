import { describe, expect, it } from 'vitest';
import { ROOT } from './root.ts';
import { type SiblingRule, siblingViolations, staleEntries } from './siblings.ts';
import { readTree } from './source-file.ts';

const MODELS: SiblingRule = {
  inside: 'models',
  siblings: ['workload', 'router', 'connection', 'dyno', 'servers', 'database', 'scaling', 'jobs', 'edge'],
  composition: ['packages/models/src/event-engine.ts'],
  interfaces: ['packages/models/src/servers/server.ts', 'packages/models/src/servers/profile.ts'],
};

describe('the real tree', () => {
  const files = readTree(ROOT);

  it('lets the components of the world meet in composition files only', () => {
    expect(siblingViolations(files, MODELS)).toEqual([]);
  });

  it('has every file that the lists name', () => {
    expect(staleEntries(files, [...MODELS.composition, ...MODELS.interfaces])).toEqual([]);
  });
});

describe('a planted import between siblings', () => {
  const complain = (path: string, text: string) =>
    siblingViolations([{ path: `packages/models/src/${path}`, text }], MODELS);

  it.each([
    ['router/random.ts', `import { Dyno } from '../dyno/dyno.ts';`, 'siblings meet in event-engine.ts'],
    ['edge/cache.ts', `import type { Dyno } from '../dyno/dyno.ts';`, 'siblings meet in event-engine.ts'],
    ['dyno/dyno.ts', `import { Server } from '../servers/server.ts';`, 'of an interface only types may be imported'],
    ['dyno/dyno.ts', `import { type Server } from '../servers/server.ts';`, 'of an interface only types'],
  ])('is reported: %s %s', (path, text, complaint) => {
    const [violation, ...more] = complain(path, text);
    expect(violation).toContain(complaint);
    expect(more).toEqual([]);
  });

  it.each([
    ['simulate.ts', `import { Dyno } from './dyno/dyno.ts';`],
    ['dyno/dyno.ts', `import type { Server } from '../servers/server.ts';`],
    ['dyno/dyno.ts', `import { Cpu } from './cpu.ts';`],
    ['dyno/dyno.ts', `import { Requests } from '../request/requests.ts';`],
    ['dyno/dyno.test.ts', `import { Router } from '../router/router.ts';`],
  ])('is none where it is allowed: %s %s', (path, text) => {
    expect(complain(path, text)).toEqual([]);
  });

  it('finds list entries without a file', () => {
    expect(staleEntries([{ path: 'a.ts', text: '' }], ['a.ts', 'b.ts'])).toEqual(['b.ts']);
  });
});
