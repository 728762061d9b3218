import { describe, expect, it } from 'vitest';
import { scenarioNotes } from '../study/scenario-notes.ts';
import { parseScenario, type Scenario } from './scenario.ts';

function scenario(
  server: object,
  database: object | undefined,
  phases: object[] = [{ db: '5ms' }],
  count = 1,
): Scenario {
  const parsed = parseScenario({
    ...{ version: 1, web: { cores: 16, count }, server, traffic: { rate: '1/s' }, ...(database && { database }) },
    requests: [{ name: 'page', phases }],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

const rule = (server: object, database: object): Scenario['database'] => scenario(server, database).database;

describe('connections are handled as the usual library of the language does', () => {
  it.each([
    ['gunicorn', { pool: Number.POSITIVE_INFINITY, reuse: 0, hold: 'request' }],
    ['puma', { pool: 5, reuse: 5, hold: 'request', checkoutTimeout: 5 }],
    ['node', { pool: 10, reuse: 10, hold: 'query', checkoutTimeout: Number.POSITIVE_INFINITY }],
    ['tomcat', { pool: 10, reuse: 10, hold: 'request', checkoutTimeout: 30 }],
  ])('%s', (name, expected) => {
    expect(rule({ name }, {})).toMatchObject(expected);
  });

  it('or as another one, or as the scenario says', () => {
    const gunicorn = { name: 'gunicorn' };
    expect(rule(gunicorn, { client: 'sqlalchemy' })).toMatchObject({ pool: 15, reuse: 5, checkoutTimeout: 30 });
    expect(rule(gunicorn, { client: 'django-geventpool' })).toMatchObject({ pool: 4, reuse: 4, overshoots: true });
    expect(rule(gunicorn, { pool: 7 })).toMatchObject({ pool: 7, reuse: 7, hold: 'request', checkoutTimeout: 30 });
    const own = { client: 'active-record', pool: 'none', hold: 'query', connect: '2ms' };
    expect(rule(gunicorn, own)).toMatchObject({ reuse: 0, hold: 'query', connect: 0.002 });
  });
});

it('the plan limits connections, less those of others; behind PgBouncer it limits that one', () => {
  const gunicorn = { name: 'gunicorn' };
  expect(rule(gunicorn, { plan: 'STANDARD-0', reserved: 20 })!.connections).toBe(100);
  expect(rule(gunicorn, { connections: 9 })!.connections).toBe(9);
  const { connections, pooler } = rule(gunicorn, { plan: 'standard-0', pgbouncer: true })!;
  expect([connections, pooler]).toEqual([Number.POSITIVE_INFINITY, { connections: 90, timeout: 120 }]);
});

it('is nothing where no request asks it, and queries without it are waits', () => {
  const quiet = scenario({ name: 'gunicorn' }, { plan: 'standard-0' }, [{ cpu: '5ms' }]);
  expect(quiet.database).toBe(undefined);
  expect(scenarioNotes(quiet)).toEqual(['database has no effect: no request has a phase db']);
  expect(scenario({ name: 'gunicorn' }, undefined).database).toBe(undefined);
});

describe('what all workers may ask for is held against the plan before anything runs', () => {
  const beyond = 'beyond that it refuses, and requests fail with 500';
  const puma = (workers: number): object => ({ name: 'puma', workers, threads: 5 });
  it.each([
    [
      'a pool for each worker',
      puma(4),
      { plan: 'essential-0' },
      2,
      [`2 dynos x 4 workers may open connections, up to 5 each: 40; essential-0 accepts 20: ${beyond}`],
    ],
    ['one that fits', puma(4), { plan: 'standard-0' }, 2, []],
    [
      'a worker that runs one request',
      { name: 'gunicorn', workers: 30 },
      { connections: 25 },
      1,
      [`1 dyno x 30 workers may open connections, up to 1 each: 30; the database accepts 25: ${beyond}`],
    ],
    [
      'no limit of requests',
      { name: 'uvicorn', workers: 1 },
      { connections: 25 },
      1,
      [`1 dyno x 1 worker may open connections, without a limit; the database accepts 25: ${beyond}`],
    ],
    ['PgBouncer in between', puma(4), { plan: 'essential-0', pgbouncer: true }, 2, []],
  ] as const)('%s', (_, server, database, count, notes) => {
    const said = scenarioNotes(scenario(server, database, undefined, count));
    expect(said.filter((note) => note.includes('connections'))).toEqual(notes);
  });
});
