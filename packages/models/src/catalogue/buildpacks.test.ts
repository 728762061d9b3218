import { expect, it } from 'vitest';
import { servers } from '../servers/index.ts';
import { buildpacks, defaultWorkers } from './buildpacks.ts';
import { dynos, findDyno } from './dynos.ts';

const NAMES = ['python', 'nodejs', 'php'] as const;

/** Documented for Python (python-concurrency, 2024-12-03), computed from the scripts for the others. */
const SET: Readonly<Record<string, readonly [python: number, nodejs: number, php: number]>> = {
  Free: [2, 1, 4],
  Hobby: [2, 1, 4],
  Eco: [2, 1, 4],
  Basic: [2, 1, 4],
  'Standard-1X': [2, 1, 4],
  'Standard-2X': [4, 2, 8],
  'Performance-M': [5, 5, 20],
  'Performance-L': [17, 28, 112],
  'Performance-L-RAM': [9, 15, 64],
  'Performance-XL': [17, 31, 144],
  'Performance-2XL': [33, 63, 320],
};

it.each(dynos.map((dyno) => [dyno.name, dyno] as const))(
  '%s starts with the workers of its buildpack',
  (name, dyno) => {
    const spaces = name.replace(/^(Private|Shield)-/, 'Performance-').replace('Performance-S', 'Standard-2X');
    const expected = SET[spaces] ?? [undefined, undefined, undefined];
    expect(NAMES.map((buildpack) => defaultWorkers([buildpack], dyno)?.workers)).toEqual(expected);
  },
);

it('of several buildpacks the last one wins, also one that sets nothing', () => {
  const dyno = findDyno('performance-m')!;
  expect(defaultWorkers(['python', 'nodejs'], dyno)?.source).toContain('heroku-buildpack-nodejs');
  expect(defaultWorkers(['nodejs', 'python'], dyno)?.source).toContain('heroku-buildpack-python');
  expect(defaultWorkers(['nodejs', 'ruby'], dyno)).toBeUndefined();
  expect(defaultWorkers([], dyno)).toBeUndefined();
});

it.each(['ruby', 'java', 'gradle', 'go'])('%s sets no number', (name) => {
  expect(defaultWorkers([name], findDyno('standard-2x')!)).toBeUndefined();
});

it('Node.js starts one process where there would be more than 200, or none', () => {
  const [nodejs] = buildpacks.filter(({ name }) => name === 'nodejs');
  const workers = (memory: number) => nodejs!.workers!({ memory, nproc: 1 });
  expect([256, 512, 16_384, 16_385, 1_000_000].map(workers)).toEqual([1, 1, 32, 8, 63]);
});

it('every server names a buildpack that there is', () => {
  const names = buildpacks.map(({ name }) => name);
  for (const { buildpack } of servers) expect(names).toContain(buildpack);
});
