import type { RequestRecord } from '@dynosim/models';
import type { Experiment } from './experiment.ts';
import { latency, mean, observe, percentile, withDatabase } from './observed.ts';
import { atRandom } from './sent.ts';

const RUNS = 5;
/** Times have to lie within this share of what was measured, failures within so much of all requests [%]. */
const TIME = 0.05;
const FAILURES = 1;

/** Requests at random with `rate` [1/s], each with a query of the exponential mean `db` [s]. */
interface Stream {
  readonly count: number;
  readonly rate: number;
  readonly db: number;
  readonly seed: number;
}

/** Requests that failed [%]; percentiles of the others [ms]. */
const figures = ['failed', 'p50', 'p95'] as const;
type Figure = (typeof figures)[number];
/** A figure for each time that the stream was sent. */
type Measured = Partial<Readonly<Record<Figure, readonly number[]>>>;

interface Trial {
  readonly what: string;
  readonly server: object;
  readonly database: object;
  /** Computing before the first query, and what a query takes beyond its `pg_sleep` [s]. */
  readonly before: number;
  readonly roundTrip: number;
  /** Phases after the first query. */
  readonly after: readonly object[];
  readonly streams: readonly (readonly [Stream, Measured])[];
}

const gevent = { name: 'gunicorn', version: '20.1', 'worker-class': 'gevent', 'worker-connections': 100 };
const django = { before: 0.3e-3, roundTrip: 0.6e-3, after: [{ cpu: '1.2ms' }] };

const noPool: Trial = {
  what: 'Django without a pool, gevent 3, 20 connections',
  server: { ...gevent, workers: 3 },
  database: { client: 'django', connections: 20, connect: '3.3ms' },
  ...django,
  streams: [
    [
      { count: 2000, rate: 40, db: 0.3, seed: 7 },
      { failed: [1.25, 1.2], p50: [211, 212], p95: [949, 949] },
    ],
    [{ count: 2000, rate: 55, db: 0.3, seed: 7 }, { failed: [8.55, 8.45] }],
    [{ count: 2000, rate: 55, db: 0.3, seed: 11 }, { failed: [8.25] }],
    [
      { count: 2000, rate: 70, db: 0.3, seed: 7 },
      { failed: [19.95, 21.2], p95: [965, 977] },
    ],
    [{ count: 2000, rate: 70, db: 0.3, seed: 11 }, { failed: [19.65] }],
  ],
};

const geventPool: Trial = {
  what: 'django-db-geventpool, MAX_CONNS 6, gevent 1',
  server: { ...gevent, workers: 1 },
  database: { client: 'django-geventpool', pool: 6, connections: 20, connect: '3.3ms' },
  ...django,
  streams: [
    [
      { count: 1000, rate: 12, db: 0.3, seed: 7 },
      { failed: [0], p50: [220], p95: [985] },
    ],
    [
      { count: 1000, rate: 12, db: 0.3, seed: 11 },
      { p50: [239], p95: [926] },
    ],
    [
      { count: 1000, rate: 16, db: 0.3, seed: 7 },
      { failed: [0], p50: [320], p95: [1070] },
    ],
    [
      { count: 1000, rate: 16, db: 0.3, seed: 11 },
      { p50: [330], p95: [1123] },
    ],
  ],
};

const rails: Omit<Trial, 'what' | 'database' | 'streams'> = {
  server: { name: 'puma', version: '5.6', threads: 5 },
  before: 0.3e-3,
  roundTrip: 1e-3,
  after: [{ cpu: '0.3ms' }],
};
const activeRecord = { client: 'active-record', 'checkout-timeout': '0.5s', connect: '20ms' };

const churn: Trial = {
  ...geventPool,
  what: 'django-db-geventpool, MAX_CONNS 6, REUSE_CONNS 1, 30 ms longer to open, gevent 1',
  database: { client: 'django-geventpool', pool: 6, reuse: 1, connections: 20, connect: '33.3ms' },
  streams: [
    [
      { count: 1000, rate: 14, db: 0.3, seed: 7 },
      { failed: [0], p50: [261], p95: [1027] },
    ],
  ],
};

const threePooled: Trial = {
  what: 'ActiveRecord, pool 3, checkout_timeout 0.5 s, Puma 5 threads',
  database: { ...activeRecord, pool: 3 },
  ...rails,
  streams: [
    [
      { count: 1000, rate: 10, db: 0.2, seed: 7 },
      { failed: [0, 0], p50: [227, 225], p95: [756, 755] },
    ],
    [
      { count: 1000, rate: 14, db: 0.2, seed: 7 },
      { failed: [0, 0], p50: [567, 576], p95: [2502, 2523] },
    ],
  ],
};

const twoPooled: Trial = {
  what: 'the same with pool 2',
  database: { ...activeRecord, pool: 2 },
  ...rails,
  streams: [
    [
      { count: 1000, rate: 9, db: 0.2, seed: 7 },
      { failed: [3.9, 3.9], p50: [491, 484], p95: [1178, 1176] },
    ],
  ],
};

const tooFew: Trial = {
  what: 'ActiveRecord, pool 5, the database accepts 3 connections, Puma 5 threads',
  database: { ...activeRecord, 'checkout-timeout': '5s', pool: 5, connections: 3 },
  ...rails,
  streams: [
    [
      { count: 600, rate: 8, db: 0.2, seed: 7 },
      { failed: [17.67], p95: [654] },
    ],
    [
      { count: 600, rate: 8, db: 0.2, seed: 11 },
      { failed: [14.33], p95: [595] },
    ],
  ],
};

const crowded: Trial = {
  ...tooFew,
  what: 'the same with 10 threads and a checkout_timeout of 0.5 s',
  database: { ...activeRecord, pool: 5, connections: 3 },
  server: { ...rails.server, threads: 10 },
  streams: [
    [
      { count: 1000, rate: 14, db: 0.2, seed: 7 },
      { failed: [33.3], p50: [139], p95: [640] },
    ],
  ],
};

/** One process of ten threads, which all may wait in the pool. */
const psycopg: Omit<Trial, 'what' | 'database' | 'streams'> = {
  server: { name: 'gunicorn', version: '20.1', 'worker-class': 'gthread', threads: 10 },
  before: 0.1e-3,
  roundTrip: 0.6e-3,
  after: [{ cpu: '0.1ms' }],
};

const waiting: Trial = {
  what: 'psycopg_pool, max_size 5, the database accepts 3 connections, gunicorn gthread 10 threads',
  database: { client: 'django', pool: 5, connections: 3, connect: '3.3ms' },
  ...psycopg,
  streams: [
    [
      { count: 1000, rate: 10, db: 0.2, seed: 7 },
      { failed: [0], p50: [224], p95: [756] },
    ],
  ],
};

const impatient: Trial = {
  what: 'the same with a timeout of 0.5 s',
  database: { client: 'django', pool: 5, connections: 3, connect: '3.3ms', 'checkout-timeout': '0.5s' },
  ...psycopg,
  streams: [
    [
      { count: 1000, rate: 10, db: 0.2, seed: 7 },
      { failed: [0.6], p50: [217], p95: [749] },
    ],
  ],
};

const sized: Trial = {
  what: 'psycopg_pool, max_size 3, timeout 0.5 s',
  database: { client: 'django', pool: 3, connect: '3.3ms', 'checkout-timeout': '0.5s' },
  ...psycopg,
  streams: [
    [
      { count: 1000, rate: 12, db: 0.2, seed: 7 },
      { failed: [1.8], p50: [283], p95: [776] },
    ],
  ],
};

const sqlalchemy: Trial = {
  ...psycopg,
  what: 'SQLAlchemy 1.4, pool_size 1, max_overflow 2, pool_timeout 0.5 s, gunicorn gthread 10 threads',
  database: { client: 'sqlalchemy', pool: 3, reuse: 1, connect: '3.3ms', 'checkout-timeout': '0.5s' },
  streams: [
    [
      { count: 1000, rate: 12, db: 0.2, seed: 7 },
      { failed: [2.1], p50: [292], p95: [795] },
    ],
  ],
};

const pgBouncer: Trial = {
  what: 'PgBouncer with 4 connections, Django without a pool, gevent 3',
  server: { ...gevent, workers: 3 },
  database: { client: 'django', connections: 20, pgbouncer: { connections: 4 }, connect: '0.8ms' },
  ...django,
  streams: [
    [
      { count: 2000, rate: 25, db: 0.1, seed: 7 },
      { failed: [0], p50: [99.1], p95: [394] },
    ],
    [
      { count: 2000, rate: 25, db: 0.1, seed: 11 },
      { p50: [95], p95: [336] },
    ],
    [
      { count: 2000, rate: 34, db: 0.1, seed: 7 },
      { failed: [0], p50: [212], p95: [1061] },
    ],
    [
      { count: 2000, rate: 34, db: 0.1, seed: 11 },
      { p50: [174], p95: [512] },
    ],
  ],
};

const nodePg: Trial = {
  what: 'node-postgres, pool 3: a query, 150 ms elsewhere, a query of 50 ms',
  server: { name: 'node', workers: 1 },
  database: { client: 'node-pg', pool: 3, connections: 20, connect: '3.3ms' },
  before: 0.3e-3,
  roundTrip: 0.6e-3,
  after: [{ wait: '151ms' }, { db: '50.6ms' }],
  streams: [
    [
      { count: 1000, rate: 12, db: 0.1, seed: 7 },
      { p50: [319], p95: [598] },
    ],
    [
      { count: 1000, rate: 12, db: 0.1, seed: 11 },
      { p50: [314], p95: [627] },
    ],
    [
      { count: 1000, rate: 16, db: 0.1, seed: 7 },
      { p50: [418], p95: [837] },
    ],
    [
      { count: 1000, rate: 16, db: 0.1, seed: 11 },
      { p50: [407], p95: [963] },
    ],
  ],
};

const computing: Trial = {
  what: 'Queries that compute, on one core, gevent 1',
  server: { ...gevent, workers: 1 },
  database: { client: 'django-geventpool', pool: 18, connections: 20, connect: '0.1ms', cores: 1 },
  ...django,
  roundTrip: 1e-3,
  streams: [
    [
      { count: 600, rate: 20, db: 0.03, seed: 7 },
      { p50: [52.9, 50.7], p95: [315, 305] },
    ],
  ],
};

function simulated({ server, database, before, roundTrip, after }: Trial, stream: Stream, figure: Figure): number {
  const { count, rate, db, seed } = stream;
  const sent = atRandom(count, rate, db, seed).map((one) => ({ at: one.at, cpu: before, db: one.db + roundTrip }));
  const runs = observe(withDatabase(server, database, [{ cpu: '1ms' }, { db: '1ms' }, ...after], sent), RUNS);
  const isGood = ({ outcome }: RequestRecord): boolean => outcome === '200';
  if (figure === 'failed') return 100 * mean(runs.flat().map((record) => (isGood(record) ? 0 : 1)));
  const p = figure === 'p50' ? 0.5 : 0.95;
  return 1000 * mean(runs.map((records) => percentile(records.filter(isGood).map(latency), p)));
}

function bar(values: readonly number[], figure: Figure): [number, number] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return figure === 'failed' ? [least - FAILURES, most + FAILURES] : [least * (1 - TIME), most * (1 + TIME)];
}

function rows(trial: Trial): Experiment[] {
  return trial.streams.flatMap(([stream, measured], i) =>
    figures
      .filter((figure) => measured[figure])
      .map((figure, j) => {
        const unit = figure === 'failed' ? ' %' : ' ms';
        return {
          what: `${i + j === 0 ? trial.what : 'the same'}; ${stream.rate}/s, seed ${stream.seed}: ${figure}`,
          measured: `${measured[figure]!.join(' and ')}${unit}`,
          bar: bar(measured[figure]!, figure),
          unit,
          simulate: () => simulated(trial, stream, figure),
        };
      }),
  );
}

/** Requests at random through pools, limits and PgBouncer. */
export const databaseStreams: readonly Experiment[] = [
  noPool,
  geventPool,
  churn,
  threePooled,
  twoPooled,
  tooFew,
  crowded,
  waiting,
  impatient,
  sized,
  sqlalchemy,
  pgBouncer,
  nodePg,
  computing,
].flatMap(rows);
