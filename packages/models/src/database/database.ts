import { type EventKind, Order, ProcessorSharing, Sample, type Simulation } from '@dynosim/sim-core';
import { Link, type Requests } from '../request/requests.ts';
import { Connections, type ConnectionsHost } from './connections.ts';
import type { DatabaseHost, DatabaseRule } from './database-rule.ts';
import { Pooler, type PoolerHost } from './pooler.ts';

/** What was used up to now, and what went wrong. */
export interface DatabaseMeters {
  /** Open connections [connection s], and connections or cores that were busy [s of one]. */
  readonly open: number;
  readonly busy: number;
  readonly refusals: number;
  readonly timeouts: number;
}

/**
 * The database of the app. A query needs a connection, at a pooler a connection to the server besides, and then takes
 * its time, alone or shared: queries on `cores` share them equally, each at most one core (processor sharing, as
 * Postgres' processes under a fair scheduler).
 */
export class Database implements ConnectionsHost, PoolerHost {
  readonly connections: Connections;
  /** From asking for a connection to having one, PgBouncer's for each query, of requests that count [s]. */
  readonly waits = new Sample();
  private readonly simulation: Simulation;
  private readonly requests: Requests;
  private readonly rule: DatabaseRule;
  private host!: DatabaseHost;
  private readonly pooler: Pooler | undefined;
  private readonly station: ProcessorSharing | undefined;
  private readonly answered: EventKind;

  constructor(simulation: Simulation, requests: Requests, rule: DatabaseRule, workers: number) {
    this.simulation = simulation;
    this.requests = requests;
    this.rule = rule;
    this.connections = new Connections(simulation, requests, rule, workers, this);
    this.pooler = rule.pooler && new Pooler(simulation, rule.pooler, this);
    this.answered = simulation.on('query answered', (slot) => this.answeredNow(slot), Order.departure);
    if (rule.cores === Number.POSITIVE_INFINITY) return;
    const completion = simulation.on('database completion', () => station.complete(), Order.departure);
    const station = new ProcessorSharing(simulation, completion, 0, rule.cores, (slot) => this.answeredNow(slot));
    this.station = station;
  }

  /** Where answers go. */
  serve(host: DatabaseHost): void {
    this.host = host;
  }

  /** The request asks something that takes `work` [s] once it has a connection. */
  query(slot: number, work: number): void {
    this.requests.query[slot] = work;
    this.requests.linkSince[slot] = this.simulation.now;
    if (this.requests.link[slot] === Link.held) this.send(slot);
    else this.connections.need(slot);
  }

  /** The request is over. */
  end(slot: number): void {
    if (this.requests.link[slot] === Link.held) this.connections.release(slot);
  }

  /** Nobody wants the answer any more; false if the request has asked nothing. */
  abandon(slot: number): boolean {
    const { requests } = this;
    const link = requests.link[slot]!;
    if (link === Link.none || link === Link.held) return false;
    if (link === Link.queued) this.pooler!.withdraw(slot);
    else if (link === Link.asking) this.stopQuery(slot);
    else this.connections.withdraw(slot);
    if (link === Link.queued || link === Link.asking) requests.link[slot] = Link.held;
    return true;
  }

  /** The worker is gone. */
  closeAll(place: number): void {
    this.connections.closeAll(place);
  }

  connected(slot: number, waited: number): void {
    if (!this.pooler) this.count(slot, waited);
    this.send(slot);
  }

  refused(slot: number): void {
    this.host.queryFailed(slot);
  }

  lent(slot: number): void {
    const { requests, station } = this;
    requests.link[slot] = Link.asking;
    if (this.pooler) this.count(slot, this.simulation.now - requests.linkSince[slot]!);
    if (station) station.add(slot, requests.query[slot]!);
    else requests.event[slot] = this.simulation.schedule(requests.query[slot]!, this.answered, slot);
  }

  gaveUp(slot: number): void {
    this.requests.link[slot] = Link.held;
    this.connections.release(slot);
    this.host.queryFailed(slot);
  }

  meters(): DatabaseMeters {
    const { simulation, connections, pooler, station } = this;
    const open = connections.open.areaUntil(simulation.now);
    const busy = station ? station.timeUsed() : pooler ? pooler.lent.areaUntil(simulation.now) : open;
    const timeouts = connections.timeouts + (pooler?.timeouts ?? 0);
    return { open, busy, refusals: connections.refusals, timeouts };
  }

  private count(slot: number, waited: number): void {
    if (this.requests.counted[slot] === 1) this.waits.add(waited);
  }

  private send(slot: number): void {
    if (!this.pooler) {
      this.lent(slot);
      return;
    }
    this.requests.link[slot] = Link.queued;
    this.pooler.enter(slot);
  }

  private answeredNow(slot: number): void {
    this.requests.link[slot] = Link.held;
    this.pooler?.giveBack();
    if (this.rule.hold === 'query') this.connections.release(slot);
    this.host.queryAnswered(slot);
  }

  private stopQuery(slot: number): void {
    if (this.station) this.station.remove(slot);
    else this.simulation.cancel(this.requests.event[slot]!);
    this.pooler?.giveBack();
  }
}
