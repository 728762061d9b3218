import { Simulation } from '@dynosim/sim-core';
import { expect, it } from 'vitest';
import { Requests } from '../request/requests.ts';
import { Database } from './database.ts';
import type { DatabaseRule } from './database-rule.ts';

const RULE: DatabaseRule = {
  connections: Number.POSITIVE_INFINITY,
  pool: Number.POSITIVE_INFINITY,
  reuse: 0,
  overshoots: false,
  retry: undefined,
  hold: 'request',
  checkoutTimeout: Number.POSITIVE_INFINITY,
  connect: 1,
  pooler: undefined,
  cores: Number.POSITIVE_INFINITY,
};

/** Requests of one worker that ask at time 0, each for `work`, and end with their answer: when and how that comes. */
function ask(rule: Partial<DatabaseRule>, works: readonly number[]) {
  const simulation = new Simulation();
  const requests = new Requests(1);
  const database = new Database(simulation, requests, { ...RULE, ...rule }, 1);
  const ends: string[] = [];
  database.serve({
    queryAnswered: (slot) => {
      ends[slot] = `answered ${simulation.now}`;
      database.end(slot);
    },
    queryFailed: (slot) => (ends[slot] = `failed ${simulation.now}`),
  });
  for (const work of works) {
    const slot = requests.open(0, 0);
    requests.worker[slot] = 0;
    database.query(slot, work);
  }
  simulation.run(Number.POSITIVE_INFINITY);
  return { ends, database, open: database.connections.open.value };
}

it('are one for each request and closed with it where there is no pool', () => {
  const { ends, open, database } = ask({}, [5, 5, 5]);
  expect(ends).toEqual(['answered 6', 'answered 6', 'answered 6']);
  expect([open, database.connections.peak]).toEqual([0, 3]);
});

it('are lent first come first served by a pool, and stay open', () => {
  const { ends, open } = ask({ pool: 2, reuse: 2 }, [5, 3, 2, 1]);
  expect(ends).toEqual(['answered 6', 'answered 4', 'answered 6', 'answered 7']);
  expect(open).toBe(2);
});

it('are refused beyond the limit, after the time that it takes to open one', () => {
  const { ends, database } = ask({ connections: 2 }, [5, 5, 5]);
  expect(ends).toEqual(['answered 6', 'answered 6', 'failed 1']);
  expect(database.connections.refusals).toBe(1);
});

it('of a full pool are awaited for the checkout timeout, and no longer', () => {
  const { ends, database } = ask({ pool: 1, reuse: 1, checkoutTimeout: 3 }, [5, 5]);
  expect(ends).toEqual(['answered 6', 'failed 3']);
  expect(database.connections.timeouts).toBe(1);
});

it('of a pool that overshoots are as many as a burst wants; the surplus is closed', () => {
  const { ends, open, database } = ask({ pool: 2, reuse: 2, overshoots: true }, [5, 5, 5, 5]);
  expect(ends).toEqual(new Array(4).fill('answered 6'));
  expect([open, database.connections.peak]).toEqual([2, 4]);
});

it('that came to nothing leave their place in the pool to whoever waits', () => {
  expect(ask({ pool: 1, reuse: 1, connections: 0 }, [5, 5]).ends).toEqual(['failed 1', 'failed 2']);
});

it('that a pool opens beside the requests come one at a time, for whoever waits longest', () => {
  const { ends, open } = ask({ pool: 3, reuse: 3, retry: 1 }, [0.5, 5, 5, 5]);
  expect(ends).toEqual(['answered 1.5', 'answered 6.5', 'answered 7', 'answered 8']);
  expect(open).toBe(3);
});

it('that a pool opens beside the requests are tried again after a refusal, and requests wait', () => {
  const { ends, open } = ask({ connections: 1, pool: 3, reuse: 3, retry: 2 }, [5, 5, 5]);
  expect(ends).toEqual(['answered 6', 'answered 11', 'answered 16']);
  expect(open).toBe(1);
  const never = ask({ connections: 0, pool: 1, reuse: 1, retry: 2, checkoutTimeout: 4 }, [5]);
  expect(never.ends).toEqual(['failed 4']);
});

it('of PgBouncer are lent for a query, and queries queue for them until their patience ends', () => {
  const { ends } = ask({ pooler: { connections: 1, timeout: 7 } }, [5, 5, 5]);
  expect(ends).toEqual(['answered 6', 'answered 11', 'failed 8']);
});

it('let queries share the cores of the database', () => {
  expect(ask({ cores: 1 }, [2, 4]).ends).toEqual(['answered 5', 'answered 7']);
});
