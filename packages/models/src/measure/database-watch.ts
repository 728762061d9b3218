import type { SampleSummary } from '@dynosim/sim-core';
import type { Database, DatabaseMeters } from '../database/database.ts';

/** What a replication saw of the database. */
export interface DatabaseSummary {
  /** Of the observation: open connections [connection s], and cores or connections that were busy [s of one]. */
  readonly open: number;
  readonly busy: number;
  /** Of the observation, too: requests that got no connection, and those that waited for one for too long. */
  readonly refusals: number;
  readonly timeouts: number;
  /** Most connections open at a time, of the whole run. */
  readonly peak: number;
  /** From asking for a connection to having one, of requests that count; how many of these waits were not 0. */
  readonly waits: SampleSummary;
  readonly waited: number;
}

/** Watches the database for the recorder. */
export class DatabaseWatch {
  private readonly database: Database;
  private before: DatabaseMeters = { open: 0, busy: 0, refusals: 0, timeouts: 0 };
  private after: DatabaseMeters | undefined;

  constructor(database: Database) {
    this.database = database;
  }

  begin(): void {
    this.before = this.database.meters();
  }

  end(): void {
    this.after = this.database.meters();
  }

  summary(): DatabaseSummary {
    const { before, database } = this;
    const after = this.after ?? database.meters();
    return {
      open: after.open - before.open,
      busy: after.busy - before.busy,
      refusals: after.refusals - before.refusals,
      timeouts: after.timeouts - before.timeouts,
      peak: database.connections.peak,
      waits: database.waits.summary(),
      waited: database.waits.positive,
    };
  }
}
