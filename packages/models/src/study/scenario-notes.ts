import { defaultWorkers } from '../catalogue/buildpacks.ts';
import { servesWhole } from '../dyno/create-service.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { databaseNotes } from './database-notes.ts';
import { memoryNotes } from './memory-notes.ts';
import { offeredLoad } from './offered-load.ts';

/** What a reader has to know of the scenario itself before believing its figures. */
export function scenarioNotes(scenario: Scenario): string[] {
  const machine = [countNotes, coreNotes, neighbourNotes, memoryNotes, databaseNotes];
  const topics = [...machine, peakNotes, keepAliveNotes, retryNotes];
  return topics.flatMap((notes) => notes(scenario));
}

/** Heroku Dev Center, dyno-scaling-and-process-limits (2024-12-03); a request to Heroku raises the limit of an app. */
function countNotes({ web: { dyno, count } }: Scenario): string[] {
  if (dyno?.maxCount === undefined || count <= dyno.maxCount) return [];
  const limit = `at most ${dyno.maxCount} ${dyno.name} dyno${dyno.maxCount === 1 ? '' : 's'} of one process type`;
  return [`Heroku runs ${limit}; this scenario has ${count}`];
}

function coreNotes(scenario: Scenario): string[] {
  const { web, server, database } = scenario;
  const { workers } = server.profile;
  const cores = Number(web.cores.toPrecision(3));
  if (web.cores >= workers || servesWhole(web, server.profile, database !== undefined)) return [];
  const what = `${workers} workers share ${cores} core${cores === 1 ? '' : 's'}`;
  return [`${what}${cause(scenario)}: while more of them compute than there are cores, each runs slower`];
}

/** Why there are more workers than the usual `2 * cores + 1` (gunicorn's docs, design), if a buildpack set them. */
function cause({ web: { dyno, cores }, server, document: { app }, assumptions }: Scenario): string {
  const names = [app?.buildpack ?? []].flat();
  const set = dyno && defaultWorkers(names, dyno);
  if (set === undefined || server.profile.workers <= 2 * cores + 1) return '';
  if (!assumptions.some(({ path, source }) => path === 'server.workers' && source.endsWith(set.source))) return '';
  return `, as the default of the ${names.at(-1)} buildpack counts ${set.counts}`;
}

/** Public measurements: batches of the same work vary by 33 % on Standard-1X, by 0.4 % on Performance-L (Coffey 2021). */
function neighbourNotes({ web: { dyno, cpu } }: Scenario): string[] {
  if (dyno === undefined || dyno.isDedicated || cpu.noise) return [];
  return [`${dyno.name} shares its host: real tails are longer; cpu.noise: typical simulates its neighbours`];
}

/** A mean rate hides a peak that is too much: the backlog of that hour is what the reader will see. */
function peakNotes(scenario: Scenario): string[] {
  const peak = highestRate(scenario);
  const { capacity } = offeredLoad(scenario);
  if (!(peak > capacity)) return [];
  const [most, can] = [peak, capacity].map((rate) => Number(rate.toPrecision(3)));
  return [`at its peak ${most}/s arrive and ${can}/s can be served: a backlog builds up then`];
}

/** A key that is accepted and does nothing here must say so. */
function keepAliveNotes({ document: { traffic }, router, server: { name, profile } }: Scenario): string[] {
  if (traffic['keep-alive'] !== true) return [];
  if (profile.keepAlive.idle === 0) return [`traffic.keep-alive has no effect: ${name} closes after each answer`];
  if (router.generation === 'none') return [];
  return ['traffic.keep-alive has no effect behind a router, which opens connections of its own'];
}

/** Once most requests fail, all attempts together may be more than can be carried, and then they go on failing. */
function retryNotes(scenario: Scenario): string[] {
  const { retries } = scenario.traffic;
  const { closed, rate, capacity } = offeredLoad(scenario);
  if (!retries || closed || !(rate < capacity)) return [];
  const attempts = rate * (1 + retries.attempts);
  if (!(attempts > capacity)) return [];
  const [all, can] = [attempts, capacity].map((x) => Number(x.toPrecision(3)));
  return [
    `if every request failed, its retries would make ${all}/s of it, and ${can}/s can be served: overload may last`,
  ];
}

/** Of traffic whose rate changes [1/s]; NaN of any other. */
function highestRate({ traffic, profile }: Scenario): number {
  if (profile) return profile.rate.reduce((most, rate) => Math.max(most, rate), 0) * (traffic.scale ?? 1);
  return traffic.on && traffic.off ? Math.max(traffic.on.rate, traffic.off.rate) : Number.NaN;
}
