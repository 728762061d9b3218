import type { ReplayTrace, ScenarioDocument } from '@dynosim/models';
import { type CaseDistribution, scenarioDistribution } from './case-distribution.ts';
import type { CaseSettings, MeasuredRun } from './case-folder.ts';

/**
 * The measuring app, not the server: a sleep ends late, mostly by little and now and then by milliseconds (timer and
 * wake-up under other work on the machine). Percentiles of the excess inside the app, medians over all runs of groups
 * a, c, d and f that mostly wait; the floors, which do not sleep, have 0.015 ms. Weibull through p50 and p95 also meets
 * the mean (0.62 ms against 0.66), p90 (1.6 against 1.8 ms) and p99 (6.7 against 6.6 ms).
 */
const SLEEP_OVERSHOOT = { weibull: { p50: '0.142ms', p95: '2.78ms' } };

/** What interrupts leave of a busy core: the app of e-cpu20-w1, alone on its core, takes 0.7 to 1.3 % more than its CPU time. */
const CORE = 0.99;

/** cpu.shares of the server's group in every case with neighbours. */
const SHARES = 1024;

/** A scenario for one run of a case, or the reason why the simulator has no words for it. */
export type Expressed = { readonly document: ScenarioDocument } | { readonly reason: string };

/** The case as a user would write it down: nothing in it comes from the measured figures. */
export function caseScenario(settings: CaseSettings, run: MeasuredRun, trace: ReplayTrace): Expressed {
  const reason = inexpressible(settings);
  if (reason) return { reason };
  const server = serverOf(settings);
  if (typeof server === 'string') return { reason: server };
  const from = settings.warm_s ?? 0;
  const closed = settings.workload!.arrivals.kind === 'closed';
  const cores = coresOf(settings, server['workers'] as number);
  const document = {
    version: 1,
    name: settings.name,
    web: { cores, count: settings.dynos ?? 1, ...limitOf(settings) },
    cpu: cpuOf(settings, cores),
    server: { ...server, ...memoryOf(settings) },
    requests: [{ name: 'request', phases: closed ? resampledPhases(settings, trace) : recordedPhases(settings) }],
    traffic: {
      ...(closed ? closedTraffic(settings) : { replay: run.trace }),
      timeout: `${settings.client_timeout_s ?? 30}s`,
    },
    router: { generation: 'none', policy: settings.router === 'least' ? 'least-outstanding' : 'random' },
    run: {
      window: [`${from}s`, `${from + settings.dur_s!}s`],
      ...(closed ? { duration: `${from + settings.dur_s!}s` } : {}),
      seed: '1',
    },
  };
  return { document: document as unknown as ScenarioDocument };
}

/** The clients of a closed loop make their own arrivals: the trace says what they did, not what they would do. */
function closedTraffic({ workload }: CaseSettings): object {
  const { clients, think } = workload!.arrivals as unknown as { clients: number; think?: CaseDistribution };
  return { clients, think: think ? scenarioDistribution(think) : '0s' };
}

/** The demands that this very run had, in random order: who asks for what depends on the clients' race. */
function resampledPhases(settings: CaseSettings, trace: ReplayTrace): object[] {
  const values = (column: Float64Array | undefined): object => ({
    empirical: Array.from(column!, (seconds) => `${Number((seconds * 1000).toFixed(3))}ms`),
  });
  const drawn = [{ cpu: values(trace.cpu) }, { wait: values(trace.wait) }];
  return sleeps(settings) ? [...drawn, { wait: SLEEP_OVERSHOOT }] : drawn;
}

/** Recorded demands take the place of the first `cpu` and the first `wait`. */
function recordedPhases(settings: CaseSettings): object[] {
  const recorded = [{ cpu: '1ms' }, { wait: '1ms' }];
  return sleeps(settings) ? [...recorded, { wait: SLEEP_OVERSHOOT }] : recorded;
}

function sleeps({ workload }: CaseSettings): boolean {
  return !(workload!.io?.dist === 'const' && workload!.io.v === 0);
}

function inexpressible(settings: CaseSettings): string | undefined {
  if (settings.wrk || !settings.workload) return 'loaded by wrk: its output is not read yet';
  return undefined;
}

/** What the group may have, and what its processes need: measured with the empty app, 25 MB with one worker, 34 with three. */
function limitOf(settings: CaseSettings): object {
  const limit = cgroup(settings)['memory.limit_in_bytes'];
  return limit ? { memory: `${limit / 1024 ** 2}MB` } : {};
}

function memoryOf(settings: CaseSettings): object {
  if (!cgroup(settings)['memory.limit_in_bytes']) return {};
  return { memory: { master: '20MB', worker: '5MB', 'leak-per-request': `${settings.workload?.mem_kb ?? 0}KB` } };
}

/** Settings of the control group; some cases say in words that there are none. */
function cgroup({ cgroup }: CaseSettings): Readonly<Record<string, number>> {
  return typeof cgroup === 'object' && cgroup !== null ? (cgroup as Record<string, number>) : {};
}

/** What limits the CPU besides its cores: a quota, or busy loops in other groups with shares of their own. */
function cpuOf(settings: CaseSettings, cores: number): object {
  const { 'cpu.cfs_quota_us': quota, 'cpu.cfs_period_us': period } = cgroup(settings);
  if (quota && period) {
    return { quota: `${(100 * quota) / period / cores}%`, 'quota-period': `${period}us` };
  }
  const neighbours = (settings.neighbours ?? []).map(({ shares, args }) => ({
    shares,
    ...(args && args.length > 0 ? { on: `${args[0]}ms`, off: `${args[1]}ms` } : {}),
  }));
  return neighbours.length > 0 ? { shares: SHARES, neighbours } : {};
}

/** Workers that mostly wait had a core whenever they wanted one (real-time priority); the others shared one or two. */
function coresOf(settings: CaseSettings, workers: number): number {
  if (settings.rt === 1) return workers;
  return settings.core ? CORE : 2 * CORE;
}

type Fields = Record<string, string | number | boolean>;

/** The server's part of the scenario, or what it has that the simulator does not. */
function serverOf({ server, versions }: CaseSettings): Fields | string {
  const options = OPTIONS[server.kind];
  if (!options) return `server ${server.kind} is not a product`;
  const fields: Fields = { name: server.kind, workers: server.w ?? 1 };
  if (server.kind !== 'node') fields['boot'] = '0s';
  if (retriesLinearly(versions?.['kernel'])) fields['when-full'] = 'retry-linear';
  const version = versions?.[server.kind];
  if (version) fields['version'] = version.split(' ')[0]!;
  const args = [...(server.args ?? [])];
  while (args.length > 0) {
    const problem = readArgument(args, options, fields);
    if (problem) return problem;
  }
  return readEnvironment(server.env ?? {}, fields) ?? fields;
}

type Option = { readonly setting: string; readonly kind: 'number' | 'seconds' | 'text' | 'flag' | 'most' };
const number = (setting: string): Option => ({ setting, kind: 'number' });

/** Options on the command line of each server, and the settings that they are. */
const OPTIONS: Readonly<Record<string, Readonly<Record<string, Option>>>> = {
  gunicorn: {
    '-k': { setting: 'worker-class', kind: 'text' },
    '--threads': number('threads'),
    '--worker-connections': number('worker-connections'),
    '--backlog': number('backlog'),
    '--timeout': { setting: 'timeout', kind: 'seconds' },
    '--graceful-timeout': { setting: 'graceful-timeout', kind: 'seconds' },
    '--max-requests': number('max-requests'),
    '--max-requests-jitter': number('max-requests-jitter'),
    '--keep-alive': { setting: 'keepalive', kind: 'seconds' },
    '--preload': { setting: 'preload', kind: 'flag' },
    '--reuse-port': { setting: 'reuse-port', kind: 'flag' },
  },
  uvicorn: {
    '--workers': number('workers'),
    '--backlog': number('backlog'),
    '--limit-concurrency': number('limit-concurrency'),
    '--limit-max-requests': number('limit-max-requests'),
    '--timeout-keep-alive': { setting: 'timeout-keep-alive', kind: 'seconds' },
  },
  unicorn: {},
  puma: {
    '-w': number('workers'),
    '-t': { setting: 'threads', kind: 'most' },
    '--preload': { setting: 'preload', kind: 'flag' },
  },
  node: {},
};

/** Takes one option of the command line off the list. */
function readArgument(args: string[], options: Readonly<Record<string, Option>>, fields: Fields): string | undefined {
  const option = args.shift()!;
  const known = options[option];
  if (!known) return `${option} is not there yet`;
  const value = known.kind === 'flag' ? '' : args.shift()!;
  if (known.kind === 'flag') fields[known.setting] = true;
  else if (known.kind === 'text') fields[known.setting] = value;
  else if (known.kind === 'seconds') fields[known.setting] = `${value}s`;
  else fields[known.setting] = Number(value.split(':').at(-1));
  return undefined;
}
/** Clients on Linux 6.5 and later send their first SYNs again once a second. */
function retriesLinearly(kernel = '0.0'): boolean {
  const [major, minor] = kernel.split('.').map(Number) as [number, number];
  return major > 6 || (major === 6 && minor >= 5);
}

function readEnvironment(env: Readonly<Record<string, string | number>>, fields: Fields): string | undefined {
  for (const [name, value] of Object.entries(env)) {
    if (name === 'BOOT_SLEEP') fields['boot'] = `${value}s`;
    else if (name === 'LAZY_INIT') fields['first-request'] = `${value}s`;
    else if (name === 'CLUSTER') fields['workers'] = Number(value);
    else return `${name} is not there yet`;
  }
  return undefined;
}
