import type { SampleSummary } from '@dynosim/sim-core';
import type { Database, DatabaseMeters } from '../database/database.ts';

/** What a replication saw of the database. */
export interface DatabaseSummary {
  /** Of the observation: open connections [connection s], and cores or connections that were busy [s of one]. */
  readonly open: number;
  readonly busy: number;
  /** Of the whole run: most connections open at a time, requests that got none, and those that waited for too long. */
  readonly peak: number;
  readonly refusals: number;
  readonly timeouts: number;
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
    const now = database.meters();
    const after = this.after ?? now;
    return {
      open: after.open - before.open,
      busy: after.busy - before.busy,
      peak: database.connections.peak,
      refusals: now.refusals,
      timeouts: now.timeouts,
      waits: database.waits.summary(),
      waited: database.waits.positive,
    };
  }
}
