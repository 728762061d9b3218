import type { Experiment } from './experiment.ts';
import { latency, mean, observe, percentile, scenarioFor, shares } from './observed.ts';
import { evenly, together } from './sent.ts';

const RUNS = 100;

function splits(server: object, workers: number, requests: number, wait: number): { few: number[]; ends: number[] } {
  const runs = observe(scenarioFor(server, together(requests, { wait })), RUNS);
  return {
    few: runs.map((records) => shares(records, workers)[0]!),
    ends: runs.map((records) => Math.max(...records.map(({ finishedAt }) => finishedAt))),
  };
}

const gthread = (version: string): object => ({
  name: 'gunicorn',
  version,
  'worker-class': 'gthread',
  workers: 2,
  threads: 2,
});
const sync = (more: object): object => ({ name: 'gunicorn', version: '26.1', workers: 4, ...more });

/** Requests that come at the same instant. */
export const bursts: readonly Experiment[] = [
  {
    what: 'gthread 2 x 2, 12 requests of 0.5 s at once: requests of the worker with fewer',
    measured: '0 to 4, mean 2.25 of 8 bursts',
    bar: [1.5, 3],
    unit: '',
    fitted: true,
    simulate: () => mean(splits(gthread('26.1'), 2, 12, 0.5).few),
  },
  {
    what: 'the same: until all are answered, median',
    measured: '2.0 to 3.0 s; 1.5 s if shared evenly',
    bar: [2, 3.05],
    unit: ' s',
    simulate: () => percentile(splits(gthread('26.1'), 2, 12, 0.5).ends, 0.5),
  },
  {
    what: 'gthread 2 x 2, 2 requests of 2.5 s at once: share of bursts with both on one worker',
    measured: '5 of 6',
    bar: [0.45, 1],
    unit: '',
    simulate: () => mean(splits(gthread('23.0'), 2, 2, 2.5).few.map((few) => (few === 0 ? 1 : 0))),
  },
  {
    what: 'sync 4, 16 requests of 0.2 s at once: until all are answered',
    measured: '0.82 s, 4 each',
    bar: [0.8, 0.84],
    unit: ' s',
    simulate: () => mean(splits(sync({}), 4, 16, 0.2).ends),
  },
  {
    what: 'the same with --reuse-port on 26.1, median',
    measured: '1.05 to 1.08 s, twice (5 at most on a worker)',
    bar: [1, 1.25],
    unit: ' s',
    simulate: () => percentile(splits(sync({ 'reuse-port': true }), 4, 16, 0.2).ends, 0.5),
  },
  {
    what: 'the same with --reuse-port on 23.0',
    measured: 'as without it',
    bar: [0.8, 0.84],
    unit: ' s',
    simulate: () => mean(splits(sync({ 'reuse-port': true, version: '23.0' }), 4, 16, 0.2).ends),
  },
  {
    what: 'uvicorn --limit-concurrency 5, 10 at once: answers 503',
    measured: '10',
    bar: [10, 10],
    unit: '',
    simulate: () => {
      const runs = observe(scenarioFor({ name: 'uvicorn', 'limit-concurrency': 5 }, together(10, { wait: 0.1 })), 20);
      return mean(runs.map((records) => records.filter(({ outcome }) => outcome === '503').length));
    },
  },
  {
    what: 'gevent 4, 40 requests at once: requests of the worker with most',
    measured: '25 (0, 3, 12, 25), once',
    bar: [18, 40],
    unit: '',
    simulate: () => {
      const server = { name: 'gunicorn', 'worker-class': 'gevent', workers: 4 };
      return mean(observe(scenarioFor(server, together(40, { wait: 0.1 })), RUNS).map((r) => shares(r, 4)[3]!));
    },
  },
];

/** Short requests beside long ones: who is behind a long one although another worker is free. */
function trapped(version: string, threads: number, long: number, short: readonly { at: number }[], limit: number) {
  const sent = [...together(long, { wait: 2.7 }), ...short.map(({ at }) => ({ at, wait: 0.05 }))];
  const runs = observe(scenarioFor({ name: 'puma', version, workers: 2, threads }, sent), RUNS);
  const times = runs.map((records) => records.slice(long).map(latency));
  return {
    count: mean(times.map((list) => list.filter((time) => time > limit).length)),
    longest: percentile(
      times.map((list) => Math.max(...list)),
      0.5,
    ),
  };
}

const pairs = evenly(15, 0.15, {}, 0.1).flatMap((request) => [request, request]);
const stream = evenly(62, 0.04, {}, 0.1);

/** Short requests that a worker takes although it cannot run them. */
export const traps: readonly Experiment[] = [
  {
    what: 'Puma 6.6 2 x 1, one long request and 15 pairs of 50 ms: trapped behind it',
    measured: '0 of 30',
    bar: [0, 0],
    unit: '',
    simulate: () => trapped('6.6.1', 1, 1, pairs, 0.4).count,
  },
  {
    what: 'the same with Puma 8.0.2',
    measured: '3 to 5 of 30',
    bar: [3, 5],
    unit: '',
    simulate: () => trapped('8.0.2', 1, 1, pairs, 0.4).count,
  },
  {
    what: 'Puma 6.6 2 x 2, three long requests and 25/s of 50 ms: longest of the short ones',
    measured: '0.8 to 1.0 s',
    bar: [0.7, 1],
    unit: ' s',
    simulate: () => trapped('6.6.1', 2, 3, stream, 1.1).longest,
  },
  {
    what: 'the same with Puma 8.0.2: trapped',
    measured: '7 to 12',
    bar: [7, 12],
    unit: '',
    simulate: () => trapped('8.0.2', 2, 3, stream, 1.1).count,
  },
  {
    what: 'the same with Puma 8.0.2: longest of the short ones',
    measured: '2.5 to 2.75 s',
    bar: [2.5, 2.75],
    unit: ' s',
    simulate: () => trapped('8.0.2', 2, 3, stream, 1.1).longest,
  },
];
