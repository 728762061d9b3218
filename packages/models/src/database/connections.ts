import { type EventKind, FifoQueue, Level, Order, type Simulation, type TimerRing } from '@dynosim/sim-core';
import { Link, type Requests } from '../request/requests.ts';
import type { DatabaseRule } from './database-rule.ts';
import { Opener, type OpenerHost } from './opener.ts';

/** What becomes of a request that needs a connection. */
export interface ConnectionsHost {
  /** It has one. */
  connected(slot: number, waited: number): void;
  /** It gets none, and has nothing. */
  refused(slot: number): void;
}

/**
 * Connections to the database: a pool in each worker process, first come first served, and the limit of all. A pool
 * opens connections as they are needed, a request its own or an `Opener` beside them; one that is given back goes to
 * whoever has waited longest. Over the limit the database refuses at once and does not queue ("FATAL: too many
 * connections"). Sources of each kind of pool: `catalogue/database-clients.ts`.
 *
 * Cost: some array accesses a checkout; an event for each connection that is opened.
 */
export class Connections implements OpenerHost {
  /** Open or opening, of all workers. */
  readonly open = new Level();
  /** Most that were open at a time; requests that the database refused; requests that waited in the pool for too long. */
  peak = 0;
  refusals = 0;
  timeouts = 0;
  private readonly simulation: Simulation;
  private readonly requests: Requests;
  private readonly rule: DatabaseRule;
  private readonly host: ConnectionsHost;
  /** Of each worker: connections that count towards its pool, those that nobody uses, and requests that wait for one. */
  private readonly counted: Int32Array;
  private readonly idle: Int32Array;
  private readonly waiting: readonly FifoQueue[];
  private readonly patience: TimerRing | undefined;
  /** Undefined where a request opens its own. */
  private readonly opener: Opener | undefined;
  private readonly isOpen: EventKind;
  private readonly turnedDown: EventKind;

  constructor(simulation: Simulation, requests: Requests, rule: DatabaseRule, workers: number, host: ConnectionsHost) {
    this.simulation = simulation;
    this.requests = requests;
    this.rule = rule;
    this.host = host;
    this.counted = new Int32Array(workers);
    this.idle = new Int32Array(workers);
    this.waiting = Array.from({ length: workers }, () => new FifoQueue(2));
    this.patience =
      rule.checkoutTimeout < Number.POSITIVE_INFINITY
        ? simulation.timers('checkout timeout', rule.checkoutTimeout, (slot) => this.timeOut(slot))
        : undefined;
    const { connect, retry } = rule;
    this.opener = retry === undefined ? undefined : new Opener(simulation, { connect, retry }, workers, this);
    this.isOpen = simulation.on('connection is open', (slot) => this.openedNow(slot), Order.departure);
    this.turnedDown = simulation.on('connection is refused', (slot) => this.refusedNow(slot), Order.departure);
  }

  /** The request needs a connection and has none. */
  need(slot: number): void {
    const place = this.requests.worker[slot]!;
    if (this.idle[place]! > 0) {
      this.idle[place]! -= 1;
      this.give(slot);
    } else if (!this.opener && this.counted[place]! < this.rule.pool) this.connect(slot, place);
    else {
      this.wait(slot, place);
      this.grow(place);
    }
  }

  /** The request gives its connection back. */
  release(slot: number): void {
    this.requests.link[slot] = Link.none;
    this.take(this.requests.worker[slot]!);
  }

  /** The request no longer wants the connection for which it waits. */
  withdraw(slot: number): void {
    const { requests } = this;
    const place = requests.worker[slot]!;
    const was = requests.link[slot]!;
    requests.link[slot] = Link.none;
    if (was === Link.waiting) {
      this.waiting[place]!.remove(slot);
      this.patience?.disarm(slot);
      return;
    }
    this.simulation.cancel(requests.event[slot]!);
    if (was === Link.opening) this.open.change(this.simulation.now, -1);
    this.makePlace(place);
  }

  /** The worker is gone, and with it the connections that it kept. */
  closeAll(place: number): void {
    this.opener?.stop(place);
    this.open.change(this.simulation.now, -this.idle[place]!);
    this.counted[place]! -= this.idle[place]!;
    this.idle[place] = 0;
  }

  reserve(): boolean {
    if (this.open.value >= this.rule.connections) return false;
    this.open.change(this.simulation.now, 1);
    if (this.open.value > this.peak) this.peak = this.open.value;
    return true;
  }

  opened(place: number): void {
    this.take(place);
    if (this.isAwaited(place)) this.grow(place);
  }

  gaveUp(place: number, reserved: boolean): void {
    this.counted[place]! -= 1;
    if (reserved) this.open.change(this.simulation.now, -1);
  }

  isAwaited(place: number): boolean {
    return this.waiting[place]!.length > 0;
  }

  private grow(place: number): void {
    if (!this.opener || this.opener.isBusy(place) || this.counted[place]! >= this.rule.pool) return;
    this.counted[place]! += 1;
    this.opener.start(place);
  }

  /** A connection that nobody uses: for whoever waits, for later, or to be closed. */
  private take(place: number): void {
    if (this.isAwaited(place)) this.giveNext(this.waiting[place]!);
    else if (this.idle[place]! < this.rule.reuse) this.idle[place]! += 1;
    else {
      this.counted[place]! -= 1;
      this.open.change(this.simulation.now, -1);
    }
  }

  private connect(slot: number, place: number): void {
    const { simulation, requests, rule } = this;
    if (!rule.overshoots) this.counted[place]! += 1;
    const isFree = this.reserve();
    requests.link[slot] = isFree ? Link.opening : Link.refusing;
    requests.event[slot] = simulation.schedule(rule.connect, isFree ? this.isOpen : this.turnedDown, slot);
  }

  private openedNow(slot: number): void {
    if (this.rule.overshoots) this.counted[this.requests.worker[slot]!]! += 1;
    this.give(slot);
  }

  private refusedNow(slot: number): void {
    this.refusals += 1;
    this.requests.link[slot] = Link.none;
    const place = this.requests.worker[slot]!;
    this.host.refused(slot);
    this.makePlace(place);
  }

  /** A connection that did not come about takes no place in the pool: whoever waits longest tries in its stead. */
  private makePlace(place: number): void {
    if (this.rule.overshoots) return;
    this.counted[place]! -= 1;
    const waiting = this.waiting[place]!;
    if (waiting.length === 0) return;
    const next = waiting.shift();
    this.patience?.disarm(next);
    this.connect(next, place);
  }

  private wait(slot: number, place: number): void {
    this.requests.link[slot] = Link.waiting;
    this.waiting[place]!.push(slot);
    this.patience?.arm(slot);
  }

  private giveNext(waiting: FifoQueue): void {
    const next = waiting.shift();
    this.patience?.disarm(next);
    this.give(next);
  }

  private give(slot: number): void {
    const { requests } = this;
    requests.link[slot] = Link.held;
    this.host.connected(slot, this.simulation.now - requests.linkSince[slot]!);
  }

  private timeOut(slot: number): void {
    this.timeouts += 1;
    this.requests.link[slot] = Link.none;
    this.waiting[this.requests.worker[slot]!]!.remove(slot);
    this.host.refused(slot);
  }
}
