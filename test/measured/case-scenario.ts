import type { ReplayTrace, ScenarioDocument } from '@dynosim/models';
import { type CaseDistribution, scenarioDistribution } from './case-distribution.ts';
import type { CaseSettings, MeasuredRun } from './case-folder.ts';
import { serverFields } from './server-fields.ts';
import { readWrkCommand, wrkPhases, wrkTraffic } from './wrk.ts';

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
export function caseScenario(settings: CaseSettings, run: MeasuredRun, trace: ReplayTrace | undefined): Expressed {
  const reason = inexpressible(settings);
  if (reason) return { reason };
  const server = serverFields(settings);
  if (typeof server === 'string') return { reason: server };
  const load = settings.wrk === undefined ? generatedLoad(settings, run, trace!) : wrkLoad(settings.wrk, run);
  if (typeof load === 'string') return { reason: load };
  const cores = coresOf(settings, Math.max(1, server['workers'] as number));
  const document = {
    version: 1,
    name: settings.name,
    web: { cores, count: settings.dynos ?? 1, ...limitOf(settings) },
    cpu: cpuOf(settings, cores),
    server: { ...server, ...memoryOf(settings) },
    requests: [{ name: 'request', phases: load.phases }],
    traffic: load.traffic,
    router: { generation: 'none', policy: settings.router === 'least' ? 'least-outstanding' : 'random' },
    run: { ...load.run, seed: '1' },
  };
  return { document: document as unknown as ScenarioDocument };
}

interface Load {
  readonly phases: readonly object[];
  readonly traffic: object;
  readonly run: object;
}

/** The rig's own generator: a replay of what it sent, or its clients. */
function generatedLoad(settings: CaseSettings, run: MeasuredRun, trace: ReplayTrace): Load {
  const from = settings.warm_s ?? 0;
  const until = `${from + settings.dur_s!}s`;
  const closed = settings.workload!.arrivals.kind === 'closed';
  return {
    phases: closed ? resampledPhases(settings, trace) : recordedPhases(settings),
    traffic: {
      ...(closed ? closedTraffic(settings) : { replay: run.trace }),
      timeout: `${settings.client_timeout_s ?? 30}s`,
    },
    run: { window: [`${from}s`, until], ...(closed ? { duration: until } : {}) },
  };
}

/** wrk, which starts with an empty system and counts what is answered until it stops. */
function wrkLoad(line: string, run: MeasuredRun): Load | string {
  const command = readWrkCommand(line);
  if (typeof command === 'string') return command;
  const phases = wrkPhases(command);
  return {
    phases: isZero(command.io) ? phases : [...phases, { wait: SLEEP_OVERSHOOT }],
    traffic: wrkTraffic(command),
    run: { duration: `${run.duration ?? command.duration}s` },
  };
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
  return !isZero(workload!.io);
}

function isZero(io: CaseDistribution | undefined): boolean {
  return io === undefined || (io.dist === 'const' && io.v === 0);
}

function inexpressible(settings: CaseSettings): string | undefined {
  if (!settings.wrk && !settings.workload) return 'nobody says what was sent';
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
