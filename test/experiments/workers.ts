import { type RequestRecord, type Result, replicate, runStudy } from '@dynosim/models';
import type { Experiment } from './experiment.ts';
import { latency, mean, observe, percentile, scenarioFor, shares, underTraffic } from './observed.ts';
import { evenly } from './sent.ts';

const RUNS = 50;

/** Requests of the busiest and of the idlest of four workers, of 200 requests of 50 ms at 40/s. */
function shareOf(server: object, which: 'idlest' | 'busiest'): number {
  const runs = observe(randomStream(server), RUNS, 8);
  return mean(runs.map((records) => shares(records.slice(0, 200), 4)[which === 'idlest' ? 0 : 3]!));
}

/** 40/s at random, for a little more than 200 requests. */
function randomStream(server: object): ReturnType<typeof underTraffic> {
  return underTraffic({ workers: 4, ...server }, [{ wait: '50ms' }], { rate: '40/s' }, '8s');
}

const asyncServers: readonly [string, object, string, string][] = [
  ['uvicorn', { name: 'uvicorn' }, '31', '66'],
  ['gevent', { name: 'gunicorn', 'worker-class': 'gevent' }, '29', '69'],
  ['gthread', { name: 'gunicorn', 'worker-class': 'gthread', threads: 4 }, '37', '66'],
];
const evenServers: readonly [string, object, string, string][] = [
  ['sync', { name: 'gunicorn' }, '48', '52'],
  ['Puma 6.6', { name: 'puma', version: '6.6.1', threads: 4 }, '48', '53'],
  ['Puma 8.0.2', { name: 'puma', version: '8.0.2', threads: 4 }, '48', '53'],
];

/** How workers share a stream of requests that none of them could not take. */
export const streams: readonly Experiment[] = [...asyncServers, ...evenServers].flatMap(
  ([name, server, few, most]): Experiment[] => [
    {
      what: `${name}, 4 workers, 200 requests of 50 ms at 40/s: requests of the idlest worker`,
      measured: few,
      bar: [Number(few) - 6, Number(few) + 6],
      unit: '',
      fitted: asyncServers.some(([other]) => other === name),
      simulate: () => shareOf(server, 'idlest'),
    },
    {
      what: 'the same: of the busiest worker',
      measured: most,
      bar: [Number(most) - 6, Number(most) + 6],
      unit: '',
      fitted: asyncServers.some(([other]) => other === name),
      simulate: () => shareOf(server, 'busiest'),
    },
  ],
);

function behindBlocked(server: object): number {
  const sent = [{ at: 0, cpu: 2.5 }, ...evenly(25, 0.05, { cpu: 1e-4 }, 0.2)];
  const runs = observe(scenarioFor({ workers: 2, ...server }, sent), RUNS);
  return mean(runs.map((records) => records.slice(1).filter((record) => latency(record) > 0.5).length));
}

/** One of two workers computes without a break, 25 short requests come. */
export const blocked: readonly Experiment[] = [
  ['Node cluster, round robin', { name: 'node' }, 1],
  ['Node cluster, scheduling none', { name: 'node', scheduling: 'none' }, 0],
  ['uvicorn', { name: 'uvicorn' }, 0],
].map(([name, server, count]) => ({
  what: `${name}, one of two workers blocked, 25 short requests: trapped`,
  measured: String(count),
  bar: [count, count] as [number, number],
  unit: '',
  simulate: () => behindBlocked(server as object),
}));

function failures(server: object): number {
  const recycled = { name: 'gunicorn', version: '26.1', workers: 2, 'max-requests': 10, boot: '0.3s' };
  const runs = observe(scenarioFor({ ...recycled, ...server }, evenly(200, 0.02, { wait: 0.05 })), RUNS);
  return mean(runs.map((records) => records.filter(({ outcome }) => outcome !== '200').length));
}

function killed(version: string): RequestRecord[] {
  const server = { name: 'gunicorn', version, timeout: '3s', boot: '0s' };
  return observe(scenarioFor(server, [{ at: 0, wait: 10 }]), RUNS).map(([request]) => request!);
}

function shareOfOutcome(records: readonly RequestRecord[], name: string): number {
  return mean(records.map(({ outcome }) => (outcome === name ? 1 : 0)));
}

/** Workers that leave, or are killed. */
export const lives: readonly Experiment[] = [
  {
    what: 'gunicorn 26.1 sync 2, --reuse-port --max-requests 10, more than it can do: resets and refusals of 200',
    measured: '101 (load and boot time not on record; here 1.25 times the capacity, 0.3 s)',
    bar: [50, 150],
    unit: '',
    simulate: () => failures({ 'reuse-port': true }),
  },
  {
    what: 'the same with one socket for all',
    measured: '0',
    bar: [0, 0],
    unit: '',
    simulate: () => failures({}),
  },
  {
    what: 'gunicorn sync, --timeout 3, a request of 10 s: until its client knows, mean',
    measured: '3.53, 3.60 and 3.59 s (23, 26, 21.2)',
    bar: [3.3, 3.85],
    unit: ' s',
    simulate: () => mean(killed('23.0').map(latency)),
  },
  {
    what: 'the same with 23.0: share answered with a 500',
    measured: 'all',
    bar: [1, 1],
    unit: '',
    simulate: () => shareOfOutcome(killed('23.0'), '500'),
  },
  {
    what: 'the same with 21.2: share closed without a byte',
    measured: 'all',
    bar: [1, 1],
    unit: '',
    simulate: () => shareOfOutcome(killed('21.2'), 'eof'),
  },
];

function kept(version: string, keepAlive: boolean): Result {
  const traffic = { clients: 20, think: '0s', 'keep-alive': keepAlive };
  return runStudy(underTraffic({ name: 'puma', version, threads: 5 }, [{ wait: '100ms' }], traffic, '30s'), replicate);
}

/** 20 clients on 5 threads of Puma, 100 ms each. */
export const connections: readonly Experiment[] = [
  ['6.6.1', true, 'p50', '104 ms', [95, 110]],
  ['6.6.1', true, 'p99', '3.4 s', [2900, 3600]],
  ['6.6.1', false, 'p50', '417 ms', [395, 430]],
  ['6.6.1', false, 'p99', '644 ms', [580, 710]],
  ['8.0.2', true, 'p50', '404 ms', [390, 420]],
  ['8.0.2', true, 'p99', '691 ms', [620, 760]],
].map(([version, keepAlive, figure, measured, bar]) => ({
  what: `Puma ${version}, 20 clients ${keepAlive ? 'that keep their connections' : 'with Connection: close'}: ${figure}`,
  measured: measured as string,
  bar: bar as [number, number],
  unit: ' ms',
  simulate: () => kept(version as string, keepAlive as boolean).latencyMs[figure as 'p50'].value!,
}));

function beside(server: object, wait: number): number {
  const sent = [{ at: 0, cpu: 100 }, ...evenly(60, 0.6137, { cpu: 1e-4, wait }, 1)];
  const runs = observe(scenarioFor(server, sent), 3, 40);
  const times = runs.flatMap((records) => records.slice(1).map(latency));
  return 1000 * percentile(times, 0.5);
}

const python = { name: 'gunicorn', 'worker-class': 'gthread', threads: 4 };
const ruby = { name: 'puma', version: '8.0.2', threads: 5 };

/** A request that hardly computes beside a thread that always does. */
export const locks: readonly Experiment[] = [
  {
    what: 'Python: a trivial request beside a thread that computes, p50',
    measured: '19 ms (p95 82 ms)',
    bar: [14, 24],
    unit: ' ms',
    simulate: () => beside(python, 0),
  },
  {
    what: 'Python: with a wait of 10 ms inside, p50',
    measured: '47 ms (p95 106 ms)',
    bar: [37, 57],
    unit: ' ms',
    simulate: () => beside(python, 0.01),
  },
  {
    what: 'Ruby: a trivial request beside a thread that computes, p50',
    measured: '103 ms (p95 210 to 280 ms)',
    bar: [95, 115],
    unit: ' ms',
    simulate: () => beside(ruby, 0),
  },
  {
    what: 'Ruby: with a wait of 10 ms inside, p50',
    measured: '112 to 225 ms (p95 205 to 346 ms)',
    bar: [112, 225],
    unit: ' ms',
    simulate: () => beside(ruby, 0.01),
  },
];
