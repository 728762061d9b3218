import type { Scenario } from '../scenario/scenario.ts';

/** What a reader has to know of the scenario itself before believing its figures. */
export function scenarioNotes(scenario: Scenario): string[] {
  return [...countNotes(scenario), ...coreNotes(scenario)];
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
  if (web.cores >= workers) return [];
  return [`${workers} workers share ${cores} core${cores === 1 ? '' : 's'}: processor sharing`];
}
