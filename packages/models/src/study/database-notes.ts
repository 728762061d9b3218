import { connectionsNeeded } from '../database/database-rule.ts';
import { connectionLimit } from '../scenario/database.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** What a reader has to know of the database before anything runs. */
export function databaseNotes(scenario: Scenario): string[] {
  const { document, database } = scenario;
  if (document.database === undefined) return [];
  if (database === undefined) return ['database has no effect: no request has a phase db'];
  return connectionNotes(scenario);
}

/** dynos x processes x pool against the plan (Heroku's Puma page); without a pool it is the requests that may run. */
function connectionNotes({ web, server: { profile }, document, database }: Scenario): string[] {
  const limit = connectionLimit(document.database!);
  const needed = connectionsNeeded(web.count * profile.workers, profile.slots, database!);
  if (!(needed > limit) || database!.pooler) return [];
  const each = Number.isFinite(needed) ? `up to ${needed / (web.count * profile.workers)} each` : 'without a limit';
  const dynos = `${web.count} dyno${web.count === 1 ? '' : 's'} x ${profile.workers} worker${profile.workers === 1 ? '' : 's'}`;
  const sum = Number.isFinite(needed) ? `: ${needed}` : '';
  const plan = document.database!.plan ?? 'the database';
  const what = `${dynos} may open connections, ${each}${sum}; ${plan} accepts ${limit}`;
  const effect = database!.retry === undefined ? 'requests fail with 500' : 'requests wait for those that are open';
  return [`${what}: beyond that it refuses, and ${effect}`];
}
