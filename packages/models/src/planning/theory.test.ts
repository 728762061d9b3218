import { describe, expect, it } from 'vitest';
import { findDyno } from '../catalogue/dynos.ts';
import { parseScenario, type Scenario } from '../scenario/scenario.ts';
import { boundsOf, mostRunning } from './bounds.ts';
import { impossibleRules } from './demand-floor.ts';
import { Designs } from './design.ts';
import { familiesOf } from './family.ts';
import { loadAxis } from './load-axis.ts';
import { memoryNeed, mostWorkers } from './memory-fit.ts';
import { standsFor } from './one-dyno.ts';

const BASE = {
  version: 1,
  web: { dyno: 'standard-2x', count: 4 },
  server: { name: 'gunicorn', workers: 4, overhead: '0ms' },
  requests: [{ name: 'page', phases: [{ cpu: '20ms' }, { wait: { exponential: { mean: '80ms' } } }] }],
  traffic: { rate: '100/s' },
  router: { generation: 'none' },
};

/** A page that asks the database. */
const QUERIES = [{ name: 'page', phases: [{ db: '20ms' }] }];

function scenario(changes: object): Scenario {
  const parsed = parseScenario({ ...BASE, ...changes });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

describe('rules that no number of dynos can keep', () => {
  it.each([
    ['p95 < 200ms', 'p95', 20 + 80 * Math.log(20)],
    ['p50 < 70ms', 'p50', 20 + 80 * Math.log(2)],
    ['mean < 90ms', 'mean', 100],
  ])('%s: the %s of the demand is %d ms', (rule, figure, exact) => {
    const [broken, ...more] = impossibleRules(scenario({ slo: [rule, 'p99 < 10s', 'errors < 1%'] }));
    expect(more).toEqual([]);
    expect(broken).toMatchObject({ rule, figure });
    expect(Math.abs(broken!.demandMs / exact - 1)).toBeLessThan(0.03);
  });

  it('are not claimed where the bound is just above the demand, nor where clients leave before', () => {
    expect(impossibleRules(scenario({ slo: ['p95 < 275ms', 'mean < 101ms'] }))).toEqual([]);
    expect(impossibleRules(scenario({ slo: ['p95 < 200ms'], traffic: { rate: '9/s', timeout: '150ms' } }))).toEqual([]);
  });
});

describe('memory', () => {
  const dyno = findDyno('performance-m')!;

  it('is what the command line says, else what the server says, else usual', () => {
    expect(memoryNeed(scenario({}), 300).worker).toBe(300);
    expect(memoryNeed(scenario({}), undefined)).toMatchObject({ worker: 256, master: 0 });
    const told = scenario({});
    Object.assign(told.document.server, { memory: { master: '60MB', worker: '100MB' } });
    expect(memoryNeed(told, undefined)).toEqual({ worker: 100, master: 60, source: 'server.memory' });
  });

  it('is not more than what the workers of today have', () => {
    expect(memoryNeed(scenario({ server: { name: 'gunicorn', workers: 8 } }), undefined).worker).toBe(128);
  });

  it('limits workers, after the master has taken its part; so does the number of processes', () => {
    expect(mostWorkers(dyno, { master: 60, worker: 100, source: '' })).toBe(25);
    expect(mostWorkers(dyno, { master: 0, worker: 3000, source: '' })).toBe(0);
    expect(mostWorkers(findDyno('standard-1x')!, { master: 0, worker: 1, source: '' })).toBe(256);
  });
});

describe('families', () => {
  const designs = new Designs(BASE, {});
  const dyno = findDyno('performance-m')!;

  it('have every small number of workers, and none that memory or the CPU makes useless', () => {
    const workers = familiesOf(dyno, 10, designs).map((family) => family.workers);
    expect(workers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 10]);
    expect(familiesOf(dyno, 0, designs)).toEqual([]);
    expect(Math.max(...familiesOf(dyno, 200, designs).map((family) => family.workers))).toBeLessThan(100);
  });

  it('have as many event loops as keep every core busy', () => {
    const loops = new Designs({ ...BASE, server: { name: 'node' } }, {});
    const workers = familiesOf(findDyno('performance-l')!, 100, loops).map((family) => family.workers);
    expect(Math.max(...workers)).toBeGreaterThanOrEqual(8);
  });

  it('keep the demands where they were measured', () => {
    const { one } = boundsOf(designs, { dyno, workers: 2, threads: undefined });
    expect(one.scenario.web.speed).toBeCloseTo(82.8 / 35.9, 6);
  });

  it('take as many dynos at least as the utilisation law demands, and keep off saturation', () => {
    const { least, resource, limit } = boundsOf(designs, {
      dyno: findDyno('standard-2x')!,
      workers: 2,
      threads: undefined,
    });
    expect([resource, limit, least]).toEqual(['workers', 20, 6]);
  });

  it('are never enough for more than a database that they share can do', () => {
    const queries = [{ name: 'page', phases: [{ cpu: '2ms' }, { db: '40ms' }] }];
    const pooled = (connections: number) =>
      new Designs({ ...BASE, requests: queries, database: { pgbouncer: { connections } } }, {});
    const family = { dyno: findDyno('standard-2x')!, workers: 4, threads: undefined };
    expect(boundsOf(pooled(3), family)).toMatchObject({ resource: 'pgbouncer', least: Number.POSITIVE_INFINITY });
    expect(boundsOf(pooled(5), family).least).toBeLessThan(10);
  });

  it('are limited by budget and by Heroku, less the spare dynos', () => {
    const family = { dyno: findDyno('standard-2x')!, workers: 1, threads: undefined };
    expect(mostRunning(family, 500, 0)).toBe(10);
    expect(mostRunning(family, 499, 1)).toBe(8);
    expect(mostRunning({ ...family, dyno: findDyno('eco')! }, Number.POSITIVE_INFINITY, 0)).toBe(1);
  });
});

describe('what one dyno can stand for', () => {
  it('is all of them where random routing splits random arrivals', () => {
    expect(standsFor(scenario({}))).toBe(4);
    expect(standsFor(scenario({ requests: QUERIES, database: { pool: 2 } }))).toBe(4);
  });

  it.each([
    { traffic: { rate: '100/s', arrivals: 'deterministic' } },
    { traffic: { rate: '100/s', timeout: '1s', retries: { attempts: 1 } } },
    { traffic: { clients: 9 } },
    { router: { generation: 'none', policy: 'round-robin' } },
    { run: { duration: '60s' } },
    { requests: QUERIES, database: { plan: 'essential-0' } },
    { requests: QUERIES, database: { pgbouncer: { connections: 3 } } },
    { requests: QUERIES, database: { cores: 2 } },
  ])('is itself otherwise: %j', (changes) => {
    expect(standsFor(scenario(changes))).toBe(1);
  });
});

describe('the load axis', () => {
  it.each([
    [{ rate: '100/s' }, 'rate', 100, 50, 50],
    [{ clients: 20, think: '400ms' }, 'clients', 20, Number.NaN, 25],
    [{ arrivals: 'on-off', on: { rate: '90/s', for: '1s' }, off: { rate: '30/s', for: '2s' } }, 'scale', 1, 2500, 1],
  ])('of %j grows the %s', (traffic, quantity, today, rateAt50, loadAt50) => {
    const axis = loadAxis(scenario({ traffic }));
    expect([axis.quantity, axis.today]).toEqual([quantity, today]);
    expect(axis.ratePerSecond(50)).toBe(rateAt50);
    expect(axis.loadAt(50)).toBeCloseTo(loadAt50, 9);
  });
});
