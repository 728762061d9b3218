/** How an application's database library handles connections in each of its worker processes, if nobody sets it up. */
export interface DatabaseClient {
  readonly name: string;
  /** Of the buildpack; the first row of a language is what its apps usually use. */
  readonly language: string;
  readonly summary: string;
  /** Connections of a process at most; none: one for every request that runs. */
  readonly pool: number | 'none';
  /** Of these, how many stay open while nobody uses them; all, if nothing is said. */
  readonly reuse?: number;
  /** Whether a request keeps its connection from its first query to its end. */
  readonly hold: 'request' | 'query';
  /** How long a request waits for a connection of a full pool before it fails; none: it waits on. */
  readonly checkoutTimeout: string | 'none';
  /** True where a connection counts only once it is open, so that bursts open more than the pool may have. */
  readonly overshoots: boolean;
  /** Set where its pool opens connections beside the requests: the time after which it tries again if it is refused. */
  readonly retry?: string;
  readonly source: string;
}

const django: DatabaseClient = {
  name: 'django',
  language: 'python',
  summary: 'Django: a connection for each request, closed with it; with a pool that of psycopg (Django 5.1)',
  pool: 'none',
  hold: 'request',
  checkoutTimeout: '30s',
  overshoots: false,
  retry: '1s',
  source: 'docs.djangoproject.com, ref/databases (CONN_MAX_AGE = 0); psycopg_pool 3.1, timeout = 30',
};

const djangoGeventpool: DatabaseClient = {
  name: 'django-geventpool',
  language: 'python',
  summary: 'django-db-geventpool: waits without a limit, counts connections late',
  pool: 4,
  hold: 'request',
  checkoutTimeout: 'none',
  overshoots: true,
  source: 'django-db-geventpool 4.0.8, pool.py: MAX_CONNS = 4; 50 greenlets at once opened 50 connections (measured)',
};

const sqlalchemy: DatabaseClient = {
  name: 'sqlalchemy',
  language: 'python',
  summary: 'SQLAlchemy QueuePool: 5 connections stay open, 10 more may',
  pool: 15,
  reuse: 5,
  hold: 'request',
  checkoutTimeout: '30s',
  overshoots: false,
  source: 'docs.sqlalchemy.org, core/pooling (pool_size 5, max_overflow 10, timeout 30)',
};

const activeRecord: DatabaseClient = {
  name: 'active-record',
  language: 'ruby',
  summary: 'Rails: a pool in each process, ConnectionTimeoutError when it is empty for too long',
  pool: 5,
  hold: 'request',
  checkoutTimeout: '5s',
  overshoots: false,
  source: 'apidock.com, Rails 8.1 DatabaseConfigurations::HashConfig (pool 5, checkout_timeout 5)',
};

const nodePg: DatabaseClient = {
  name: 'node-pg',
  language: 'nodejs',
  summary: 'node-postgres Pool: a connection for each query',
  pool: 10,
  hold: 'query',
  checkoutTimeout: 'none',
  overshoots: false,
  source: 'node-postgres.com/apis/pool (max 10, connectionTimeoutMillis 0)',
};

const hikari: DatabaseClient = {
  name: 'hikaricp',
  language: 'java',
  summary: 'HikariCP under Spring, which keeps the connection to the end of the request (open-in-view)',
  pool: 10,
  hold: 'request',
  checkoutTimeout: '30s',
  overshoots: false,
  retry: '10ms',
  source: 'github.com/brettwooldridge/HikariCP (maximumPoolSize 10, connectionTimeout 30000)',
};

/** Every client there is: one row each. */
export const databaseClients: readonly DatabaseClient[] = [
  django,
  djangoGeventpool,
  sqlalchemy,
  activeRecord,
  nodePg,
  hikari,
];

export function findDatabaseClient(name: string): DatabaseClient | undefined {
  return databaseClients.find((client) => client.name === name);
}

/** What apps in a language use, if nobody says it. */
export function usualClient(language: string): DatabaseClient {
  return databaseClients.find((client) => client.language === language) ?? django;
}
