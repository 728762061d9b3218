import type { Distribution } from '@dynosim/sim-core';
import { findServer } from '../servers/index.ts';
import type { ServerProfile } from '../servers/profile.ts';
import { findWorkload } from '../workload/index.ts';
import { databaseChecks } from './database-checks.ts';
import { chosenByKey, isTerminating } from './defaults.ts';
import { dynoNamed } from './machine.ts';
import { machineChecks } from './machine-checks.ts';
import { nearest, type Problem } from './problem.ts';
import type { ScenarioDocument } from './schema.ts';
import { fraction, perSecond, seconds } from './units.ts';

/** A year [s], and a rate that no app on Heroku has seen [1/s]: what lies above is a slip of the pen. */
const LONGEST_RUN = 366 * 86_400;
const HIGHEST_RATE = 1e6;

/** Mistakes that no single value shows: settings that this server does not have, keys that exclude one another. */
export function crossChecks(document: ScenarioDocument): Problem[] {
  const checks = [
    machineChecks,
    serverChecks,
    fitChecks,
    sloChecks,
    phaseChecks,
    classChecks,
    trafficChecks,
    databaseChecks,
  ];
  return [...checks, runChecks].flatMap((check) => check(document));
}

function serverChecks({ server }: ScenarioDocument): Problem[] {
  const { settings, buildpack } = findServer(server.name)!;
  const has = Object.keys(settings);
  const given = Object.entries<unknown>(server).filter(([key]) => key !== 'name' && key !== 'memory');
  const unknown = given
    .filter(([key]) => !has.includes(key))
    .map(([key]) => ({
      path: ['server', key],
      rule: `${server.name} has no setting "${key}"`,
      hint: `did you mean ${nearest(key, has) ?? `one of ${has.join(', ')}`}?`,
      atKey: true,
    }));
  const none = given
    .filter(([key, value]) => settings[key]?.kind === 'count' && value === 0)
    .map(([key]) => ({ path: ['server', key], rule: 'must be at least 1' }));
  const { memory } = server as { memory?: { heap?: string } };
  const heap = { path: ['server', 'memory', 'heap'], rule: `${server.name} has no JVM, so no heap`, atKey: true };
  return [...unknown, ...none, ...(memory?.heap === undefined || buildpack === 'java' ? [] : [heap])];
}

/** How many workers fit is only known where the scenario says what they need, of what. */
function fitChecks({ server, web }: ScenarioDocument): Problem[] {
  const { workers, memory } = server as { workers?: unknown; memory?: unknown };
  if (workers !== 'fit') return [];
  const path = ['server', 'workers'];
  const problems: Problem[] = [];
  if (memory === undefined) {
    problems.push({ path, rule: 'fit needs server.memory', hint: 'write memory: {worker: 110MB}' });
  }
  if (web.dyno === undefined && web.memory === undefined) {
    problems.push({ path, rule: 'fit needs the memory of the machine', hint: 'write web.memory: 512MB' });
  }
  return problems;
}

/** Memory is only followed where the scenario says what the processes need, of what. */
function sloChecks({ slo, server, web }: ScenarioDocument): Problem[] {
  const isKnown = (server as { memory?: unknown }).memory !== undefined && (web.dyno ?? web.memory) !== undefined;
  return (slo ?? []).flatMap((rule, i) => {
    if (isKnown || !/^\s*memory\b/.test(rule)) return [];
    const hint = 'write server.memory: {worker: 110MB}, and web.memory for a machine of your own';
    return [
      { path: ['slo', i], rule: 'memory is not followed: the scenario does not say what the processes need', hint },
    ];
  });
}

function phaseChecks({ requests }: ScenarioDocument): Problem[] {
  return requests.flatMap((request, r) =>
    request.phases.flatMap((phase, p) => {
      const kinds = Object.keys(phase);
      const path = ['requests', r, 'phases', p];
      return kinds.length === 1
        ? []
        : [{ path, rule: `a phase is one of cpu, wait or db, got ${kinds.join(' and ') || 'none of them'}` }];
    }),
  );
}

function classChecks({ requests }: ScenarioDocument): Problem[] {
  const first = new Map<string, number>();
  return requests.flatMap(({ name }, i) => {
    const twin = first.get(name);
    if (twin === undefined) first.set(name, i);
    return twin === undefined
      ? []
      : [{ path: ['requests', i, 'name'], rule: `the name "${name}" is taken by request ${twin + 1}` }];
  });
}

function trafficChecks(document: ScenarioDocument): Problem[] {
  const { traffic } = document;
  const problems: Problem[] = [];
  const kinds = (['rate', 'profile', 'replay', 'on', 'clients'] as const).filter((key) => traffic[key] !== undefined);
  const path = ['traffic'];
  if (kinds.length === 0) {
    const hint = 'write rate: 60/s, clients: 20, or replay: trace.csv';
    problems.push({ path, rule: 'says nothing of arrivals', hint });
  }
  if (kinds.length > 1) problems.push({ path, rule: `give one of ${kinds.join(' or ')}, not both` });
  problems.push(...belongingChecks(document));
  if (chosenByKey(traffic) === undefined && kinds.length === 1) problems.push(...arrivalsChecks(traffic));
  if (traffic.rate !== undefined && perSecond(traffic.rate) === 0)
    problems.push({ path: ['traffic', 'rate'], rule: 'must be more than 0' });
  if (traffic.rate !== undefined && perSecond(traffic.rate) > HIGHEST_RATE)
    problems.push({ path: ['traffic', 'rate'], rule: 'must be at most 1000000/s' });
  if (traffic.timeout !== undefined && seconds(traffic.timeout) === 0) {
    const hint = 'leave it out for clients that wait for ever';
    problems.push({ path: ['traffic', 'timeout'], rule: 'must be more than 0', hint });
  }
  return problems;
}

/** Keys that make sense for one kind of traffic only. */
function belongingChecks(document: ScenarioDocument): Problem[] {
  const { traffic } = document;
  const owners = { size: 'rate', think: 'clients', late: 'clients', 'keep-alive': 'clients' } as const;
  const keys = Object.keys(owners) as (keyof typeof owners)[];
  const stray = keys.filter((key) => traffic[key] !== undefined && traffic[owners[key]] === undefined);
  const problems: Problem[] = stray.map((key) => ({
    path: ['traffic', key],
    rule: `${key} belongs to ${owners[key]}`,
    atKey: true,
  }));
  const kind = chosenByKey(traffic);
  if (traffic.scale !== undefined && traffic.replay === undefined && traffic.profile === undefined) {
    problems.push({ path: ['traffic', 'scale'], rule: 'scale belongs to a replay or a profile', atKey: true });
  }
  if (kind !== undefined && traffic.arrivals !== undefined) {
    problems.push({ path: ['traffic', 'arrivals'], rule: `${kind} has its own arrivals`, atKey: true });
  }
  if (traffic.late !== undefined && traffic.timeout === undefined) {
    problems.push({ path: ['traffic', 'late'], rule: 'late needs a timeout', hint: 'write timeout: 10s', atKey: true });
  }
  return problems;
}

/** Clients that are turned away in no time and send again in no time would do so at one instant, for ever. */
export function restlessChecks(
  { traffic, web, server, router }: ScenarioDocument,
  think: Distribution | undefined,
  { whenFull, sockets }: ServerProfile,
): Problem[] {
  const { memory } = server as { memory?: unknown };
  // While a dyno restarts for its memory it refuses whoever comes without a router.
  const dyno = dynoNamed(web.dyno);
  const mayRestart = memory !== undefined && (dyno?.hasSwap === true || dyno?.generation === 'fir');
  const restarts = mayRestart && router?.generation === 'none';
  const turnsAway = whenFull === 'refuse' || whenFull === 'status503' || sockets === 'per-worker' || restarts;
  if (traffic.clients === undefined || !turnsAway || (think?.mean ?? 0) > 0) return [];
  const rule = 'a refused client would try again at the same instant, for ever';
  return [{ path: ['traffic'], rule, hint: 'give the clients a think time, such as think: 1ms' }];
}

function arrivalsChecks(traffic: ScenarioDocument['traffic']): Problem[] {
  const name = traffic.arrivals ?? 'poisson';
  const needs = findWorkload(name)!.needs;
  const missing = needs.filter((key) => traffic[key as 'rate'] === undefined);
  const extra = (['rate', 'on', 'off', 'size'] as const).filter(
    (key) => traffic[key] !== undefined && !needs.includes(key),
  );
  return [
    ...missing.map((key) => ({ path: ['traffic'], rule: `${name} arrivals need ${key}`, hint: example(key) })),
    ...extra.map((key) => ({ path: ['traffic', key], rule: `${name} arrivals have no ${key}`, atKey: true })),
  ];
}

function example(key: string): string {
  if (key === 'size') return 'write size: 10';
  return key === 'rate' ? 'write rate: 60/s' : `write ${key}: {rate: 45/s, for: 5s}`;
}

function runChecks(document: ScenarioDocument): Problem[] {
  const run = document.run ?? {};
  const problems: Problem[] = [];
  if (run.window) {
    const [from, to] = run.window.map(seconds) as [number, number];
    const end = run.duration === undefined ? Number.POSITIVE_INFINITY : seconds(run.duration);
    if (!isTerminating(document))
      problems.push({
        path: ['run', 'window'],
        rule: 'a window needs run.duration, a profile or a replay',
        atKey: true,
      });
    else if (!(to > from)) problems.push({ path: ['run', 'window'], rule: 'must end after it begins' });
    else if (to > end)
      problems.push({ path: ['run', 'window'], rule: `ends after the run, which ends at ${run.duration}` });
  }
  if (run.duration !== undefined && seconds(run.duration) === 0)
    problems.push({ path: ['run', 'duration'], rule: 'must be more than 0' });
  if (run.precision !== undefined && !(fraction(run.precision) >= 0.001 && fraction(run.precision) <= 0.5)) {
    problems.push({ path: ['run', 'precision'], rule: 'must be between 0.1% and 50%' });
  }
  if (run.duration !== undefined && seconds(run.duration) > LONGEST_RUN) {
    problems.push({ path: ['run', 'duration'], rule: 'must be at most 366d' });
  }
  if (run.precision !== undefined && isTerminating(document)) {
    const rule = 'a terminating run (duration, profile or replay) has no precision to reach';
    const hint = 'leave it out (--set run.precision=) and raise run.replications instead';
    problems.push({ path: ['run', 'precision'], rule, hint, atKey: true });
  }
  return problems;
}
