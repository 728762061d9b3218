import { findPostgresPlan, postgresPlans } from '../catalogue/postgres-plans.ts';
import { connectionLimit } from './database.ts';
import { nearest, type Problem } from './problem.ts';
import type { ScenarioDocument } from './schema.ts';
import { seconds } from './units.ts';

type DatabaseDocument = NonNullable<ScenarioDocument['database']>;

/** Mistakes in `database` that no single value shows. */
export function databaseChecks({ database }: ScenarioDocument): Problem[] {
  if (database === undefined) return [];
  return [...limitChecks(database), ...poolChecks(database), ...timeChecks(database), ...poolerChecks(database)];
}

function limitChecks(database: DatabaseDocument): Problem[] {
  const { plan, connections, reserved = 0 } = database;
  const problems: Problem[] = [];
  if (plan !== undefined && findPostgresPlan(plan) === undefined) problems.push(unknownPlan(plan));
  if (plan !== undefined && connections !== undefined) {
    const rule = 'give plan or connections, not both: the catalogue says what a plan accepts';
    problems.push({ path: ['database', 'connections'], rule, atKey: true });
  }
  const left = connectionLimit(database);
  if (left < 1)
    problems.push({ path: ['database', 'reserved'], rule: `leaves none of the ${left + reserved} connections` });
  return problems;
}

function unknownPlan(plan: string): Problem {
  const names = postgresPlans.map(({ name }) => name.toLowerCase());
  const meant = nearest(plan, names);
  const hint = meant ? `did you mean ${meant}?` : `plans: ${names.join(', ')}; or write connections: 20`;
  return { path: ['database', 'plan'], rule: `there is no Postgres plan ${JSON.stringify(plan)}`, hint };
}

function poolChecks({ pool, reuse, retry, 'checkout-timeout': timeout }: DatabaseDocument): Problem[] {
  const problems: Problem[] = [];
  if (typeof pool === 'number' && reuse !== undefined && reuse > pool) {
    problems.push({ path: ['database', 'reuse'], rule: `is more than the ${pool} connections of the pool` });
  }
  if (pool === 'none' && timeout !== undefined && timeout !== 'none') {
    const rule = 'without a pool nobody waits for a connection';
    problems.push({
      path: ['database', 'checkout-timeout'],
      rule,
      hint: 'write pool: 5, or leave it out',
      atKey: true,
    });
  }
  if (pool === 'none' && retry !== undefined) {
    problems.push({ path: ['database', 'retry'], rule: 'without a pool each request opens its own', atKey: true });
  }
  return problems;
}

/** What takes no time could be tried again at the same instant, for ever. */
function timeChecks(database: DatabaseDocument): Problem[] {
  return (['connect', 'retry', 'checkout-timeout'] as const).flatMap((key) => {
    const value = database[key];
    if (value === undefined || value === 'none' || seconds(value) > 0) return [];
    return [{ path: ['database', key], rule: 'must be more than 0' }];
  });
}

function poolerChecks(database: DatabaseDocument): Problem[] {
  const { pgbouncer } = database;
  if (pgbouncer === undefined) return [];
  const limit = connectionLimit(database);
  const { connections, timeout } = pgbouncer === true ? {} : pgbouncer;
  const path = ['database', 'pgbouncer'];
  const problems: Problem[] = [];
  if (connections === undefined && limit === Number.POSITIVE_INFINITY) {
    const hint = 'write plan: standard-0, or pgbouncer: {connections: 90}';
    problems.push({ path, rule: 'how many connections it has depends on the plan', hint });
  }
  if (connections !== undefined && connections > limit) {
    problems.push({ path: [...path, 'connections'], rule: `is more than the ${limit} that the database accepts` });
  }
  if (timeout !== undefined && seconds(timeout) === 0)
    problems.push({ path: [...path, 'timeout'], rule: 'must be more than 0' });
  return problems;
}
