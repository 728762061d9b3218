import { FifoQueue, NONE, type Simulation, type Streams, type UniformStream, uniformChoice } from '@dynosim/sim-core';
import { DataState, Holder, type Requests } from '../request/requests.ts';
import type { ServerProfile } from '../servers/profile.ts';
import { AcceptAtOnce } from './accept-at-once.ts';
import { AcceptCredit, type CreditHost } from './accept-credit.ts';
import { AcceptLeastBusy } from './accept-least-busy.ts';
import { AcceptRace } from './accept-race.ts';
import type { Acceptor } from './acceptor.ts';
import { Life, type Workers } from './workers.ts';

/** What happens behind the entrance. */
export interface EntranceHost {
  /** The worker has accepted the connection. */
  accepted(slot: number, place: number): void;
  /** The worker's socket, or that of its dyno, is closed with this connection in its queue. */
  lost(slot: number): void;
  /** The worker, or the master of its dyno (places after all workers), wants to compute in order to accept. */
  takeTurn(place: number): void;
}

/**
 * The listen queues of all dynos and who takes connections out of them. The "master queue" of Heroku's articles is the
 * kernel's listen backlog, which holds backlog + 1 connections (listen(2), measured): one for all workers of a dyno,
 * or with SO_REUSEPORT one for each, among which the kernel chooses by a hash that is as good as chance.
 */
export class Entrance implements CreditHost {
  private readonly requests: Requests;
  private readonly workers: Workers;
  private readonly host: EntranceHost;
  private readonly hash: UniformStream | undefined;
  private readonly room: number;
  private readonly queues: readonly FifoQueue[];
  private readonly acceptor: Acceptor;
  /** The connection that each worker's master has sent it and it has not read yet, or NONE. */
  private readonly onItsWay: Int32Array;

  constructor(
    simulation: Simulation,
    streams: Streams,
    requests: Requests,
    workers: Workers,
    profile: ServerProfile,
    host: EntranceHost,
  ) {
    this.requests = requests;
    this.workers = workers;
    this.host = host;
    this.room = profile.backlog + 1;
    this.hash = profile.sockets === 'per-worker' ? streams.uniform('socket') : undefined;
    const queues = this.hash ? workers.count : workers.count / workers.perDyno;
    this.queues = Array.from({ length: queues }, () => new FifoQueue());
    this.onItsWay = new Int32Array(workers.count).fill(NONE);
    this.acceptor = this.createAcceptor(simulation, streams, profile);
  }

  /** The kernel chooses the socket of a new connection; false if nobody listens. */
  choose(slot: number): boolean {
    const { workers, requests } = this;
    if (!this.hash) return workers.isDynoUp[requests.dyno[slot]!] === 1;
    const from = requests.dyno[slot]! * workers.perDyno;
    const open: number[] = [];
    for (let place = from; place < from + workers.perDyno; place++)
      if (workers.life[place] === Life.up) open.push(place);
    const choice = uniformChoice(this.hash, open.length);
    requests.worker[slot] = open.length === 0 ? NONE : open[choice]!;
    return open.length > 0;
  }

  /** True while the socket that was chosen is open. */
  listens(slot: number): boolean {
    const { workers, requests } = this;
    if (!this.hash) return workers.isDynoUp[requests.dyno[slot]!] === 1;
    return workers.life[requests.worker[slot]!] === Life.up;
  }

  /** True while the listen queue of the request's connection takes another one. */
  hasRoom(slot: number): boolean {
    return this.queues[this.queueFor(slot)]!.length < this.room;
  }

  /** A connection enters its listen queue, perhaps ahead of the request itself. */
  enter(slot: number, withData: boolean): void {
    this.requests.holders[slot]! |= Holder.server;
    this.requests.data[slot] = withData ? DataState.here : DataState.awaited;
    const queue = this.queueFor(slot);
    this.queues[queue]!.push(slot);
    this.acceptor.offered(queue);
  }

  ready(place: number): void {
    this.acceptor.ready(place);
  }

  finished(place: number): void {
    this.acceptor.finished?.(place);
  }

  /** The worker's turn to accept has come, or that of a dyno's master. */
  turn(place: number): void {
    if (place < this.workers.count) this.acceptor.turn(place);
    else this.acceptor.handled!(place - this.workers.count);
  }

  /** The worker accepts no more; a socket of its own is closed, which resets the connections in its queue. */
  gone(place: number): void {
    this.acceptor.gone(place);
    if (!this.hash) return;
    this.loseQueue(place);
  }

  /** The dyno is dead, its workers are gone: connections that wait there are reset. */
  reset(dyno: number): void {
    if (this.hash) return;
    this.acceptor.reset?.(dyno);
    this.loseQueue(dyno);
  }

  /** The connection on its way to a worker that is dead; NONE if there is none. */
  recall(place: number): number {
    const slot = this.onItsWay[place]!;
    this.onItsWay[place] = NONE;
    return slot;
  }

  queueOf(place: number): number {
    return this.hash ? place : this.workers.dynoOf(place);
  }

  first(queue: number): number {
    return this.hash ? queue : queue * this.workers.perDyno;
  }

  end(queue: number): number {
    return this.hash ? queue + 1 : (queue + 1) * this.workers.perDyno;
  }

  waiting(queue: number): number {
    return this.queues[queue]!.length;
  }

  isReady(place: number): boolean {
    return this.workers.isReady(place);
  }

  load(place: number): number {
    return this.workers.load(place);
  }

  accept(place: number): void {
    this.host.accepted(this.queues[this.queueOf(place)]!.shift(), place);
  }

  takeTurn(place: number): void {
    this.host.takeTurn(place);
  }

  takeMasterTurn(queue: number): void {
    this.host.takeTurn(this.workers.count + queue);
  }

  send(place: number): void {
    const slot = this.queues[this.queueOf(place)]!.shift();
    this.requests.worker[slot] = place;
    this.onItsWay[place] = slot;
  }

  receive(place: number): void {
    const slot = this.onItsWay[place]!;
    this.onItsWay[place] = NONE;
    this.host.accepted(slot, place);
  }

  private loseQueue(number: number): void {
    const queue = this.queues[number]!;
    while (queue.length > 0) this.host.lost(queue.shift());
  }

  private queueFor(slot: number): number {
    return (this.hash ? this.requests.worker : this.requests.dyno)[slot]!;
  }

  private createAcceptor(simulation: Simulation, streams: Streams, { accept }: ServerProfile): Acceptor {
    const size = { queues: this.queues.length, places: this.workers.count };
    if (accept.kind === 'race') return new AcceptRace(simulation, this, accept, streams.uniform('accept race'), size);
    if (accept.kind === 'credit') return new AcceptCredit(this, size.queues);
    return accept.choice === 'least-busy'
      ? new AcceptLeastBusy(this)
      : new AcceptAtOnce(this, size.queues, size.places);
  }
}
