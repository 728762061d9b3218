import { FifoQueue, Level, type Simulation, type TimerRing } from '@dynosim/sim-core';
import type { PoolerRule } from './database-rule.ts';

/** What becomes of a query at the pooler. */
export interface PoolerHost {
  /** It has a connection to the database. */
  lent(slot: number): void;
  /** It has waited for too long. */
  gaveUp(slot: number): void;
}

/**
 * PgBouncer in front of the database: its connections are lent for a transaction at a time, and queries queue for
 * them, first come first served, instead of being refused. Source: pgbouncer.org/config.html, pool_mode and
 * query_wait_timeout.
 */
export class Pooler {
  /** Connections that are lent. */
  readonly lent = new Level();
  timeouts = 0;
  private readonly simulation: Simulation;
  private readonly rule: PoolerRule;
  private readonly host: PoolerHost;
  private readonly queue = new FifoQueue();
  private readonly patience: TimerRing;

  constructor(simulation: Simulation, rule: PoolerRule, host: PoolerHost) {
    this.simulation = simulation;
    this.rule = rule;
    this.host = host;
    this.patience = simulation.timers('query wait timeout', rule.timeout, (slot) => this.giveUp(slot));
  }

  enter(slot: number): void {
    if (this.lent.value < this.rule.connections) {
      this.lent.change(this.simulation.now, 1);
      this.host.lent(slot);
      return;
    }
    this.queue.push(slot);
    this.patience.arm(slot);
  }

  /** A query is over, and its connection free. */
  giveBack(): void {
    if (this.queue.length === 0) {
      this.lent.change(this.simulation.now, -1);
      return;
    }
    const next = this.queue.shift();
    this.patience.disarm(next);
    this.host.lent(next);
  }

  /** A query that waits is withdrawn. */
  withdraw(slot: number): void {
    this.queue.remove(slot);
    this.patience.disarm(slot);
  }

  private giveUp(slot: number): void {
    this.timeouts += 1;
    this.queue.remove(slot);
    this.host.gaveUp(slot);
  }
}
