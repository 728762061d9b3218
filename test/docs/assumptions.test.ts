import { readFileSync } from 'node:fs';
import { parseScenario, servers } from '@dynosim/models';
import { expect, it } from 'vitest';

const page = readFileSync(new URL('../../docs/assumptions.md', import.meta.url), 'utf8');
const WEB = [{ dyno: 'standard-1x' }, { dyno: 'performance-l' }, { dyno: 'dyno-2c-4gb' }, { cores: 2, memory: '1GB' }];
const CPU = [undefined, { noise: 'typical' }, { 'measured-on': 'performance-m' }];
const DATABASE = [undefined, { plan: 'standard-3', pgbouncer: true }, { connections: 20, pool: 5 }];

/** What is taken for granted in scenarios of every server, on machines of all kinds, with and without the rest. */
function assumedPaths(): string[] {
  const documents = servers.flatMap(({ name, buildpack }) =>
    WEB.flatMap((web) =>
      CPU.flatMap((cpu) =>
        DATABASE.map((database) => ({
          ...{ version: 1, web, traffic: { rate: '5/s' }, requests: [{ name: 'page', phases: [{ db: '5ms' }] }] },
          server: { name, memory: { worker: '100MB', ...(buildpack === 'java' && { heap: 'default' }) } },
          ...(cpu && { cpu }),
          ...(database && { database }),
        })),
      ),
    ),
  );
  const paths = documents.flatMap((document) => {
    const parsed = parseScenario(document);
    return parsed.ok ? parsed.value.assumptions.map(({ path }) => path) : [];
  });
  return [...new Set(paths)].filter((path) => !isSetting(path));
}

/** The catalogue of servers has the sources of their settings. */
function isSetting(path: string): boolean {
  const key = path.replace('server.', '');
  return path.startsWith('server.') && servers.some(({ settings }) => key in settings && key !== 'workers');
}

it('docs/assumptions.md names everything that a result may take for granted', () => {
  const paths = assumedPaths();
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => !page.includes(`\`${path}\``))).toEqual([]);
});
