import { servesWhole } from '../dyno/create-service.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { offeredLoad } from './offered-load.ts';

/** What a reader has to know of the scenario itself before believing its figures. */
export function scenarioNotes(scenario: Scenario): string[] {
  return [...countNotes(scenario), ...coreNotes(scenario), ...neighbourNotes(scenario), ...peakNotes(scenario)];
}

/** Heroku Dev Center, dyno-scaling-and-process-limits (2024-12-03); a request to Heroku raises the limit of an app. */
function countNotes({ web: { dyno, count } }: Scenario): string[] {
  if (dyno?.maxCount === undefined || count <= dyno.maxCount) return [];
  const limit = `at most ${dyno.maxCount} ${dyno.name} dyno${dyno.maxCount === 1 ? '' : 's'} of one process type`;
  return [`Heroku runs ${limit}; this scenario has ${count}`];
}

function coreNotes({ web, server }: Scenario): string[] {
  const { workers } = server.profile;
  const cores = Number(web.cores.toPrecision(3));
  if (web.cores >= workers || servesWhole(web, server.profile)) return [];
  return [`${workers} workers share ${cores} core${cores === 1 ? '' : 's'}: processor sharing`];
}

/** Public measurements: batches of the same work vary by 33 % on Standard-1X, by 0.4 % on Performance-L (Coffey 2021). */
function neighbourNotes({ web: { dyno } }: Scenario): string[] {
  if (dyno === undefined || dyno.isDedicated) return [];
  return [`${dyno.name} shares its host: the noise of its neighbours is not modelled yet, real tails are longer`];
}

/** A mean rate hides a peak that is too much: the backlog of that hour is what the reader will see. */
function peakNotes(scenario: Scenario): string[] {
  const peak = highestRate(scenario);
  const [limit] = offeredLoad(scenario).limits;
  if (!(peak > limit.rate)) return [];
  const [most, can] = [peak, limit.rate].map((rate) => Number(rate.toPrecision(3)));
  return [`at its peak ${most}/s arrive and ${can}/s can be served: a backlog builds up then`];
}

/** Of traffic whose rate changes [1/s]; NaN of any other. */
function highestRate({ traffic, profile }: Scenario): number {
  if (profile) return profile.rate.reduce((most, rate) => Math.max(most, rate), 0) * (traffic.scale ?? 1);
  return traffic.on && traffic.off ? Math.max(traffic.on.rate, traffic.off.rate) : Number.NaN;
}
