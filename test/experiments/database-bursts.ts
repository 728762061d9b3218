import { replicate } from '@dynosim/models';
import type { Experiment } from './experiment.ts';
import { latency, mean, observe, percentile, type Sent, withDatabase } from './observed.ts';
import { together } from './sent.ts';

/** The second burst comes when the first one is long over [s]. */
const LATER = 5;
const SIZE = 50;
/** A query that computes, alone on its core [ms]: the fastest of 30. */
const ALONE = 30.2;

/** Alone, and with 30 ms more. */
const HERE = '3.3ms';
const AWAY = '33.3ms';

/** Two bursts of 50 to a worker with a pool of 4. */
function geventPool(connections: number, connect = AWAY): ReturnType<typeof withDatabase> {
  const server = { name: 'gunicorn', version: '20.1', 'worker-class': 'gevent', 'worker-connections': 100 };
  const database = { client: 'django-geventpool', connections, connect };
  const request = { cpu: 0.3e-3, db: 0.1006 };
  const sent = [...together(SIZE, request), ...together(SIZE, request, LATER)];
  return withDatabase(server, database, [{ cpu: '1ms' }, { db: '1ms' }, { cpu: '1.2ms' }], sent);
}

function peak(connect: string): number {
  const order = { replication: 0, end: 1000, from: 0, to: 1000, untilAnswered: false, points: 0, seriesEnd: 0 };
  return replicate(geventPool(200, connect), order).database!.peak;
}

function answered(connections: number, burst: 0 | 1): { failed: number; times: number[] } {
  const [records] = observe(geventPool(connections), 1);
  const these = records!.slice(SIZE * burst, SIZE * (burst + 1));
  const good = these.filter(({ outcome }) => outcome === '200');
  return { failed: SIZE - good.length, times: good.map((record) => 1000 * latency(record)) };
}

/** 50 requests at once to django-db-geventpool with MAX_CONNS 4. */
export const databaseBursts: readonly Experiment[] = [
  {
    what: 'django-db-geventpool, MAX_CONNS 4, 50 requests of 100 ms at once, none open yet: connections opened',
    measured: '50, three times',
    bar: [50, 50],
    unit: '',
    simulate: () => peak(AWAY),
  },
  {
    what: 'the same: until all are answered',
    measured: '220, 232 and 235 ms',
    bar: [209, 247],
    unit: ' ms',
    simulate: () => Math.max(...answered(200, 0).times),
  },
  {
    what: 'the same again, 4 open: median',
    measured: '733, 732 and 735 ms',
    bar: [695, 772],
    unit: ' ms',
    simulate: () => percentile(answered(200, 1).times, 0.5),
  },
  {
    what: 'the same again, 4 open: until all are answered',
    measured: '1352, 1352 and 1354 ms',
    bar: [1284, 1422],
    unit: ' ms',
    simulate: () => Math.max(...answered(200, 1).times),
  },
  {
    what: 'the same, none open, the database accepts 20: failures of 50',
    measured: '30, three times',
    bar: [30, 30],
    unit: '',
    simulate: () => answered(20, 0).failed,
  },
  {
    what: 'the same without the 30 ms, none open, the database accepts 200: connections opened',
    measured: '50, three times',
    bar: [50, 50],
    unit: '',
    simulate: () => peak(HERE),
  },
];

/** Until each query is answered that computes on the one core [ms]: `at` when it comes, `db` its work alone [ms]. */
function onOneCore(queries: readonly { at: number; db: number }[]): number[] {
  const server = { name: 'gunicorn', 'worker-class': 'gevent', overhead: '0ms', 'wake-up': '0ms' };
  const sent: Sent[] = queries.map(({ at, db }) => ({ at: at / 1000, db: db / 1000 }));
  const database = { client: 'django', connect: '0.001ms', cores: 1 };
  const [records] = observe(withDatabase(server, database, [{ cpu: '0.001ms' }, { db: '1ms' }], sent), 1);
  return records!.map((record) => 1000 * latency(record));
}

const crowds: readonly [number, string, [number, number]][] = [
  [2, '61, 62 and 60 ms', [57, 65]],
  [4, '124, 120 and 125 ms', [114, 131]],
  [8, '244, 241 and 236 ms', [224, 256]],
  [16, '499, 483 and 468 ms', [445, 524]],
];

/** Queries that compute and share a core. */
export const databaseCores: readonly Experiment[] = [
  ...crowds.map(
    ([n, measured, bar]): Experiment => ({
      what: `${n} queries at once on one core, each 30.2 ms alone: mean`,
      measured,
      bar,
      unit: ' ms',
      simulate: () => mean(onOneCore(together(n, { db: ALONE }).map(({ at }) => ({ at, db: ALONE })))),
    }),
  ),
  ...[
    ['the short one', 1, '65, 64 and 62 ms', [59, 68]] as const,
    ['the long one', 0, '191, 191 and 184 ms', [175, 201]] as const,
  ].map(
    ([which, index, measured, bar]): Experiment => ({
      what: `a query of 30.2 ms that comes 32 ms after one of 151 ms, on one core: ${which}`,
      measured,
      bar,
      unit: ' ms',
      simulate: () =>
        onOneCore([
          { at: 0, db: 5 * ALONE },
          { at: 32, db: ALONE },
        ])[index]!,
    }),
  ),
];
