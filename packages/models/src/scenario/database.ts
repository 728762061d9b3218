import { findDatabaseClient, usualClient } from '../catalogue/database-clients.ts';
import { findPostgresPlan } from '../catalogue/postgres-plans.ts';
import type { DatabaseRule, PoolerRule } from '../database/database-rule.ts';
import { findServer } from '../servers/index.ts';
import type { Assumption, Default } from './defaults.ts';
import type { ScenarioDocument } from './schema.ts';
import { seconds } from './units.ts';

type DatabaseDocument = NonNullable<ScenarioDocument['database']>;

/** To open a connection on Heroku, with TLS and password. */
const CONNECT = '35ms';
const CONNECT_SOURCE = 'mixedbit.org (2013-02-06), a Django app on Heroku; craigkerstiens.com has 70 ms';
/** Of the plan's connections, how many PgBouncer opens. */
const POOLER_SHARE = 0.75;
const POOLER_TIMEOUT = '120s';

/** Values that the document leaves to the database library of the server's language. */
export function databaseDefaults({ database, server }: ScenarioDocument): Default[] {
  if (database === undefined) return [];
  const language = findServer(server.name)!.buildpack;
  const client = findDatabaseClient(database.client ?? '') ?? usualClient(language);
  const { name, pool, hold, checkoutTimeout, retry, source } = client;
  const own = database.pool ?? pool;
  const kept = own === 'none' ? 0 : Math.min(own, database.pool === undefined ? (client.reuse ?? own) : own);
  const key = (path: string, value: string | number, from: string): Default => ({
    path: ['database', path],
    value,
    source: from,
  });
  return [
    key('client', name, `assumed: what apps of ${server.name} usually use`),
    key('pool', own, source),
    key('reuse', kept, own === 'none' ? 'a connection without a pool is closed after its request' : source),
    key('hold', hold, source),
    ...(own === 'none' ? [] : [key('checkout-timeout', checkoutTimeout, source)]),
    ...(own === 'none' || retry === undefined ? [] : [key('retry', retry, source)]),
    key('connect', CONNECT, CONNECT_SOURCE),
    key('reserved', 0, 'assumed: nobody else connects'),
  ];
}

/** What stands between requests and their queries, out of a document with every default filled in. */
export function readDatabase({ database, requests }: ScenarioDocument): DatabaseRule | undefined {
  if (database === undefined || !requests.some(({ phases }) => phases.some(({ db }) => db !== undefined)))
    return undefined;
  const connections = connectionLimit(database);
  const timeout = database['checkout-timeout'];
  return {
    // Clients connect to PgBouncer instead, which takes ten thousand: no app comes near that.
    connections: database.pgbouncer === undefined ? connections : Number.POSITIVE_INFINITY,
    pool: database.pool === 'none' ? Number.POSITIVE_INFINITY : database.pool!,
    reuse: database.reuse!,
    overshoots: findDatabaseClient(database.client!)!.overshoots,
    retry: database.retry === undefined ? undefined : seconds(database.retry),
    hold: database.hold!,
    checkoutTimeout: timeout === undefined || timeout === 'none' ? Number.POSITIVE_INFINITY : seconds(timeout),
    connect: seconds(database.connect!),
    pooler: readPooler(database, connections),
    cores: database.cores ?? Number.POSITIVE_INFINITY,
  };
}

/** Connections that are left to the app; Infinity where nothing is said. */
export function connectionLimit({ plan, connections, reserved }: DatabaseDocument): number {
  const all = connections ?? findPostgresPlan(plan ?? '')?.connections ?? Number.POSITIVE_INFINITY;
  return all - (reserved ?? 0);
}

/** What is assumed where the scenario does not say it all. */
export function databaseAssumptions({ database }: ScenarioDocument): Assumption[] {
  if (database === undefined) return [];
  const { plan, pgbouncer } = database;
  const found = findPostgresPlan(plan ?? '');
  const limit = found && [{ path: 'database.connections', value: found.connections, source: found.source }];
  return [...(limit ?? []), ...(pgbouncer === undefined ? [] : poolerAssumptions(database))];
}

function poolerAssumptions(database: DatabaseDocument): Assumption[] {
  const { connections, timeout } = poolerDocument(database);
  const limit = connectionLimit(database);
  const assumed: Assumption[] = [];
  if (connections === undefined && Number.isFinite(limit)) {
    const value = pooledConnections(limit);
    const source = 'assumed: three quarters of what the database accepts';
    assumed.push({ path: 'database.pgbouncer.connections', value, source });
  }
  if (timeout === undefined) {
    const source = 'pgbouncer.org/config.html, query_wait_timeout';
    assumed.push({ path: 'database.pgbouncer.timeout', value: POOLER_TIMEOUT, source });
  }
  return assumed;
}

function readPooler(database: DatabaseDocument, limit: number): PoolerRule | undefined {
  if (database.pgbouncer === undefined) return undefined;
  const { connections, timeout } = poolerDocument(database);
  return { connections: connections ?? pooledConnections(limit), timeout: seconds(timeout ?? POOLER_TIMEOUT) };
}

function poolerDocument({ pgbouncer }: DatabaseDocument): { connections?: number; timeout?: string } {
  return typeof pgbouncer === 'object' ? (pgbouncer as { connections?: number; timeout?: string }) : {};
}

function pooledConnections(limit: number): number {
  return Math.max(1, Math.floor(POOLER_SHARE * limit));
}
