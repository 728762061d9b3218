import { type EventKind, NONE, Order, type Simulation, type UniformStream } from '@dynosim/sim-core';
import type { RaceRule, ServerProfile } from '../servers/profile.ts';
import type { AcceptHost, Acceptor } from './acceptor.ts';

const ASLEEP = Number.POSITIVE_INFINITY;

/**
 * Where there is a core for every worker and one to spare, nobody who is woken waits for one: 10 connections at once to
 * two workers on a large machine were shared evenly (Puma 7.2, Redmine's benchmark), on two cores they were not.
 */
export function wakingOn(cores: number, profile: ServerProfile): ServerProfile {
  const { accept, workers } = profile;
  return accept.kind === 'race' && cores > workers ? { ...profile, accept: { ...accept, lag: 0 } } : profile;
}

/**
 * Workers that sleep in `select` or `epoll` on a common socket: a connection wakes all that are ready, each reacts
 * after a time of its own and needs a turn of its CPU to accept; the first takes the connection, the others find what
 * is left or go back to sleep. So a burst falls on few workers, and a worker whose loop is busy is late
 * (docs/server-model.md has the measurements).
 *
 * Hot: one draw for each sleeping worker and one or two events a connection.
 */
export class AcceptRace implements Acceptor {
  private readonly simulation: Simulation;
  private readonly host: AcceptHost;
  private readonly rule: RaceRule;
  private readonly reaction: UniformStream;
  private readonly woken: EventKind;
  private readonly napOver: EventKind;
  /** When each worker will have reacted [s]; ASLEEP for one that sleeps, and 0 for one that is awake. */
  private readonly wakesAt: Float64Array;
  /** Pending end of each worker's nap, or NONE. */
  private readonly nap: Int32Array;
  /** The next worker of each queue to react, and its pending event. */
  private readonly next: Int32Array;
  private readonly pending: Int32Array;

  constructor(
    simulation: Simulation,
    host: AcceptHost,
    rule: RaceRule,
    reaction: UniformStream,
    size: { readonly queues: number; readonly places: number },
  ) {
    this.simulation = simulation;
    this.host = host;
    this.rule = rule;
    this.reaction = reaction;
    this.woken = simulation.on('worker wakes', (queue) => this.wake(queue), Order.arrival);
    this.napOver = simulation.on('nap over', (place) => this.endNap(place), Order.arrival);
    this.wakesAt = new Float64Array(size.places).fill(ASLEEP);
    this.nap = new Int32Array(size.places).fill(NONE);
    this.next = new Int32Array(size.queues).fill(NONE);
    this.pending = new Int32Array(size.queues).fill(NONE);
  }

  offered(queue: number): void {
    const late = this.isRoused(queue) ? this.rule.lag : 0;
    let leader: number = NONE;
    for (let place = this.host.first(queue); place < this.host.end(queue); place++) {
      this.rouse(place, late);
      if (leader === NONE || this.wakesAt[place]! < this.wakesAt[leader]!) leader = place;
    }
    if (late === 0 && this.rule.lag > 0) this.delayAllBut(leader, queue);
    this.schedule(queue);
  }

  ready(place: number): void {
    const queue = this.host.queueOf(place);
    if (this.host.waiting(queue) === 0) return;
    this.rouse(place, 0);
    this.schedule(queue);
  }

  gone(place: number): void {
    if (this.nap[place] !== NONE) this.simulation.cancel(this.nap[place]!);
    this.nap[place] = NONE;
    this.wakesAt[place] = ASLEEP;
    this.schedule(this.host.queueOf(place));
  }

  /** A finished request ends the nap of its worker, where it may. */
  finished(place: number): void {
    if (this.nap[place] === NONE || !this.rule.nap!.endsEarly) return;
    this.simulation.cancel(this.nap[place]!);
    this.endNap(place);
  }

  turn(place: number): void {
    const { host } = this;
    const queue = host.queueOf(place);
    for (let n = 0; n < this.rule.batch && host.waiting(queue) > 0 && host.isReady(place); n++) host.accept(place);
    if (host.waiting(queue) > 0 && host.isReady(place)) this.approach(place);
    else this.sleep(place);
    if (host.waiting(queue) === 0) this.calm(queue);
  }

  private isRoused(queue: number): boolean {
    for (let place = this.host.first(queue); place < this.host.end(queue); place++) {
      if (this.wakesAt[place] !== ASLEEP) return true;
    }
    return false;
  }

  private delayAllBut(leader: number, queue: number): void {
    for (let place = this.host.first(queue); place < this.host.end(queue); place++) {
      if (place !== leader && this.wakesAt[place] !== ASLEEP)
        this.wakesAt[place]! += this.rule.lag * this.reaction.next();
    }
  }

  private rouse(place: number, late: number): void {
    if (this.wakesAt[place] !== ASLEEP || !this.host.isReady(place)) return;
    const { fastest, slowest, bias } = this.rule;
    const rank = place - this.host.first(this.host.queueOf(place));
    const delay = (fastest + (slowest - fastest) * this.reaction.next()) * (1 + bias * rank);
    this.wakesAt[place] = this.simulation.now + delay + (late > 0 ? late * this.reaction.next() : 0);
  }

  /** Keeps one event pending for each queue: the next reaction. */
  private schedule(queue: number): void {
    let next: number = NONE;
    let at = ASLEEP;
    for (let place = this.host.first(queue); place < this.host.end(queue); place++) {
      const time = this.wakesAt[place]!;
      if (time > 0 && time < at) {
        at = time;
        next = place;
      }
    }
    if (next === this.next[queue]) return;
    if (this.pending[queue] !== NONE) this.simulation.cancel(this.pending[queue]!);
    this.next[queue] = next;
    this.pending[queue] = next === NONE ? NONE : this.simulation.scheduleAt(at, this.woken, queue);
  }

  private wake(queue: number): void {
    const place = this.next[queue]!;
    this.pending[queue] = NONE;
    this.next[queue] = NONE;
    this.wakesAt[place] = 0;
    this.approach(place);
    this.schedule(queue);
  }

  /** Awake, with connections in sight: a nap if the worker has much to do, then a turn. */
  private approach(place: number): void {
    const { nap } = this.rule;
    const load = nap ? Math.min(this.host.load(place), nap.fullAt) : 0;
    if (load === 0) this.host.takeTurn(place);
    else this.nap[place] = this.simulation.schedule((nap!.longest * load) / nap!.fullAt, this.napOver, place);
  }

  private endNap(place: number): void {
    this.nap[place] = NONE;
    this.host.takeTurn(place);
  }

  private sleep(place: number): void {
    this.wakesAt[place] = ASLEEP;
  }

  /** Nothing is left: whoever has not reacted yet need not. */
  private calm(queue: number): void {
    for (let place = this.host.first(queue); place < this.host.end(queue); place++) {
      if (this.wakesAt[place]! > 0) this.wakesAt[place] = ASLEEP;
    }
    this.schedule(queue);
  }
}
