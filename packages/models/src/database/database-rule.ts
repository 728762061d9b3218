/** What stands between a request and its query: the client library's pool, the limit of the plan, and the database. */
export interface DatabaseRule {
  /** Connections that the database accepts from all workers together; Infinity: no limit. */
  readonly connections: number;
  /** Connections that a worker process opens at most; Infinity: one for every request that runs. */
  readonly pool: number;
  /** Connections that a worker keeps open while nobody uses them. */
  readonly reuse: number;
  /**
   * True where a connection counts towards the pool's size only once it is open, so that a cold burst opens more than
   * the pool may have.
   */
  readonly overshoots: boolean;
  /**
   * Set where the pool opens connections beside the requests, one at a time: where the database refuses it tries again
   * after this long [s], and requests wait for whatever connection comes first. Otherwise a request opens its own, and
   * fails if it is refused.
   */
  readonly retry: number | undefined;
  /** A request has its connection from its first query to its end, or for each query alone. */
  readonly hold: 'request' | 'query';
  /** A request that has waited this long for a connection of the pool fails [s]; Infinity: it waits on. */
  readonly checkoutTimeout: number;
  /** To open a connection, or to learn that there is none [s]. */
  readonly connect: number;
  /** Set where PgBouncer lends connections of the database for a transaction at a time. */
  readonly pooler: PoolerRule | undefined;
  /** Cores of the database that queries share; Infinity: a query never waits for one. */
  readonly cores: number;
}

export interface PoolerRule {
  /** Connections to the database. */
  readonly connections: number;
  /** A query that has waited this long for one of them fails [s]. */
  readonly timeout: number;
}

/** Who asks. */
export interface DatabaseHost {
  /** The query has its answer. */
  queryAnswered(slot: number): void;
  /** There was no connection for it. */
  queryFailed(slot: number): void;
}

/** Connections that so many processes, each with so many requests at a time, may ask for. */
export function connectionsNeeded(processes: number, slots: number, { pool }: Pick<DatabaseRule, 'pool'>): number {
  return processes * Math.min(pool, slots);
}
