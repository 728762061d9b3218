import { type EventId, type EventKind, NONE, Order, type Simulation, type UniformStream } from '@dynosim/sim-core';
import { Holder, type Requests } from '../request/requests.ts';
import type { Caller, ListenQueues } from './ends.ts';
import { LONGEST_TICK, timerFires } from './timer-wheel.ts';

/** How client and server are set up. */
export interface HandshakeRules {
  /** The client's limit for connecting to one dyno [s]. */
  readonly connectTimeout: number;
  /** SYN retries at equal distance before the distance doubles: 4 since Linux 6.5 (tcp_syn_linear_timeouts), or 0. */
  readonly linearRetries: number;
  /** The server's backlog, which bounds its half-open connections as well; above half of it old ones are dropped early. */
  readonly backlog: number;
}

/** A connection that exists for the client and not yet, or no longer, for the server. */
interface HalfOpen {
  readonly dyno: number;
  dataTries: number;
  synAcks: number;
  data: EventId;
  synAck: EventId;
  /** Known to the server; known to its client alone, by a SYN cookie; in the listen queue; dropped by the server. */
  state: 'half-open' | 'cookie' | 'queued' | 'forgotten';
}

/** Linux gives a SYN up after six retries (tcp_syn_retries), a SYN-ACK after five (tcp_synack_retries): tcp(7). */
const SYN_RETRIES = 6;
const SYN_ACK_RETRIES = 5;
const CROWDED_SYN_ACK_RETRIES = 2;
/** First timeouts [s]: RFC 6298 2.1 for the handshake, TCP_RTO_MIN for data on a fast network; doubled each time. */
const FIRST_HANDSHAKE = 1;
const FIRST_DATA = 0.2;
/** Data is given up after 15 retries (tcp_retries2), a quarter of an hour; no timeout is longer than TCP_RTO_MAX [s]. */
const DATA_RETRIES = 15;
/** CPUs over which the clients' connections are spread: assumed; two in the measurements. Their ticks are apart by [s]. */
const CLIENT_CPUS = 2;
const TICK_OFFSET = 1e-4;
const LONGEST_TIMEOUT = 120;

/**
 * How a connection gets into a listen queue, and what happens when that is full. Nothing is refused: the SYN is
 * dropped and sent again after 1, 3, 7, 15, 31, 63 s
 * (by clients on Linux 6.5 and later after 1, 2, 3, 4, 5, 7, 11, 19, 35 s). Retries of several clients fall on the same tick; all their SYNs
 * see the same free place, but only the first final ACKs find it. The others are half open: their clients believe to
 * be connected and send their requests in vain, again after 0.2, 0.6, 1.4, … s. Such a request gets in with one of
 * these retries; or the server's repeated SYN-ACK lets the bare connection in, and the worker that accepts it waits
 * for the request, doing nothing; or the server forgets the connection and answers the next retry with a reset. When
 * as many as the backlog are half open, further ones get SYN cookies: the server remembers nothing of them. Where the
 * socket of one worker is closed meanwhile, its half-open connections are forgotten and SYNs go to another's.
 * Source: Linux net/ipv4/tcp_input.c (tcp_conn_request), tcp_ipv4.c (tcp_v4_syn_recv_sock), inet_connection_sock.c
 * (reqsk_timer_handler), 6.x; measured with gunicorn 20.1: 15 % of capacity lost at 1.5 times the load.
 */
export class Handshake {
  /** SYNs that a full listen queue dropped. */
  dropped = 0;
  private readonly simulation: Simulation;
  private readonly requests: Requests;
  private readonly rules: HandshakeRules;
  private readonly queues: ListenQueues;
  private readonly caller: Caller;
  private readonly synRetry: EventKind;
  private readonly finalAck: EventKind;
  private readonly giveUp: EventKind;
  private readonly dataRetry: EventKind;
  private readonly synAckRetry: EventKind;
  private readonly phase: number;
  private readonly halfOpen = new Map<number, HalfOpen>();
  private readonly crowds = new Map<number, number>();

  /** Where the kernel's clock stands at the start is chance, the first number of `clock`. */
  constructor(
    simulation: Simulation,
    requests: Requests,
    clock: UniformStream,
    rules: HandshakeRules,
    queues: ListenQueues,
    caller: Caller,
  ) {
    this.simulation = simulation;
    this.requests = requests;
    this.rules = rules;
    this.queues = queues;
    this.caller = caller;
    this.phase = clock.next() * LONGEST_TICK;
    this.synRetry = simulation.on('SYN retry', (slot) => this.retrySyn(slot), Order.arrival);
    this.finalAck = simulation.on('final ACK', (slot) => this.acknowledge(slot), Order.observation);
    this.giveUp = simulation.on('connect timeout', (slot) => this.giveUpConnecting(slot), Order.timeout);
    this.dataRetry = simulation.on('data retry', (slot) => this.retryData(slot), Order.arrival);
    this.synAckRetry = simulation.on('SYN-ACK retry', (slot) => this.retrySynAck(slot), Order.change);
  }

  /** The client's first SYN to a dyno: with room the whole handshake takes no time. */
  open(slot: number): void {
    this.requests.step[slot] = 0;
    if (!this.queues.hasRoom(slot)) {
      this.waitToRetry(slot);
      return;
    }
    this.caller.connected(slot);
    this.queues.enter(slot, true);
  }

  /** The client goes away before its request has reached the server. */
  close(slot: number): void {
    const { requests, simulation } = this;
    this.forget(slot);
    // At the server the event is a phase of its service, which goes on whoever waits for it.
    if ((requests.holders[slot]! & Holder.server) !== 0 || requests.event[slot] === NONE) return;
    simulation.cancel(requests.event[slot]!);
    requests.event[slot] = NONE;
  }

  /** The dyno is dead, and with it what its kernel knew: half-open connections learn that by their next retry. */
  forgetAll(dyno: number): void {
    for (const connection of this.halfOpen.values())
      if (connection.dyno === dyno && connection.state !== 'queued') this.leave(connection, 'forgotten');
  }

  private waitToRetry(slot: number): void {
    this.dropped += 1;
    const { requests, simulation } = this;
    const { connectTimeout, linearRetries } = this.rules;
    const dropped = requests.step[slot]!++;
    const linear = Math.min(dropped, linearRetries);
    const doublings = dropped - linear;
    const elapsed = FIRST_HANDSHAKE * (linear + 2 ** doublings - 1);
    const delay = FIRST_HANDSHAKE * 2 ** doublings;
    const isLast = doublings === SYN_RETRIES || elapsed + delay > connectTimeout;
    requests.event[slot] = isLast
      ? simulation.schedule(connectTimeout - elapsed, this.giveUp, slot)
      : simulation.scheduleAt(this.timerFires(slot, delay), this.synRetry, slot);
  }

  private retrySyn(slot: number): void {
    const { requests, simulation, queues } = this;
    if (!queues.listens(slot) && !queues.choose(slot)) {
      requests.event[slot] = NONE;
      this.caller.refused(slot);
    } else if (queues.hasRoom(slot)) requests.event[slot] = simulation.schedule(0, this.finalAck, slot);
    else this.waitToRetry(slot);
  }

  private acknowledge(slot: number): void {
    const { requests, simulation, queues } = this;
    requests.event[slot] = NONE;
    this.caller.connected(slot);
    if (queues.hasRoom(slot)) {
      queues.enter(slot, true);
      return;
    }
    const dyno = requests.dyno[slot]!;
    const data = simulation.scheduleAt(this.timerFires(slot, FIRST_DATA), this.dataRetry, slot);
    const connection: HalfOpen = { dyno, dataTries: 0, synAcks: 0, data, synAck: NONE, state: 'cookie' };
    this.halfOpen.set(slot, connection);
    if (this.crowd(dyno) >= this.rules.backlog) return;
    this.crowds.set(dyno, this.crowd(dyno) + 1);
    connection.state = 'half-open';
    connection.synAck = simulation.scheduleAt(this.timerFires(slot, FIRST_HANDSHAKE), this.synAckRetry, slot);
  }

  private giveUpConnecting(slot: number): void {
    this.requests.event[slot] = NONE;
    this.caller.connectTimedOut(slot);
  }

  private retryData(slot: number): void {
    const { queues } = this;
    const connection = this.halfOpen.get(slot)!;
    connection.data = NONE;
    if (connection.state !== 'queued' && !queues.listens(slot)) this.leave(connection, 'forgotten');
    if (connection.state === 'queued') {
      this.forget(slot);
      queues.dataArrived(slot);
    } else if (connection.state === 'forgotten') {
      this.forget(slot);
      this.caller.reset(slot);
    } else if (queues.hasRoom(slot)) {
      this.forget(slot);
      queues.enter(slot, true);
    } else {
      this.sendAgainLater(slot, connection);
    }
  }

  private sendAgainLater(slot: number, connection: HalfOpen): void {
    if (connection.dataTries === DATA_RETRIES) {
      this.forget(slot);
      this.caller.connectTimedOut(slot);
    } else {
      const delay = Math.min(LONGEST_TIMEOUT, FIRST_DATA * 2 ** ++connection.dataTries);
      connection.data = this.simulation.scheduleAt(this.timerFires(slot, delay), this.dataRetry, slot);
    }
  }

  private retrySynAck(slot: number): void {
    const { simulation, queues } = this;
    const connection = this.halfOpen.get(slot)!;
    connection.synAck = NONE;
    const isLast = connection.synAcks >= this.synAckLimit(connection.dyno, this.rules.backlog);
    if (isLast || connection.state === 'forgotten' || !queues.listens(slot)) this.leave(connection, 'forgotten');
    else if (queues.hasRoom(slot)) {
      this.leave(connection, 'queued');
      queues.enter(slot, false);
    } else {
      const delay = FIRST_HANDSHAKE * 2 ** ++connection.synAcks;
      connection.synAck = simulation.scheduleAt(this.timerFires(slot, delay), this.synAckRetry, slot);
    }
  }

  /** A server with many half-open connections drops old ones early, unless young ones (never answered) are in the majority. */
  private synAckLimit(dyno: number, backlog: number): number {
    const crowd = this.crowd(dyno);
    if (2 * crowd <= Math.max(8, backlog)) return SYN_ACK_RETRIES;
    let young = 0;
    for (const c of this.halfOpen.values())
      if (c.dyno === dyno && c.state === 'half-open' && c.synAcks === 0) young += 1;
    let limit = SYN_ACK_RETRIES;
    for (let bound = 2 * young; limit > CROWDED_SYN_ACK_RETRIES && crowd >= bound; bound *= 2) limit -= 1;
    return limit;
  }

  /** Each CPU of the clients' machine has timers of its own, whose ticks do not fall on the very same instant. */
  private timerFires(slot: number, delay: number): number {
    const { requests, simulation } = this;
    const cpu = requests.serial[slot]! % CLIENT_CPUS;
    return timerFires(simulation.now, delay, this.phase + cpu * TICK_OFFSET);
  }

  private crowd(dyno: number): number {
    return this.crowds.get(dyno) ?? 0;
  }

  private leave(connection: HalfOpen, state: HalfOpen['state']): void {
    if (connection.state === 'half-open') this.crowds.set(connection.dyno, this.crowd(connection.dyno) - 1);
    connection.state = state;
  }

  private forget(slot: number): void {
    const connection = this.halfOpen.get(slot);
    if (!connection) return;
    this.leave(connection, 'forgotten');
    const { simulation } = this;
    if (connection.data !== NONE) simulation.cancel(connection.data);
    if (connection.synAck !== NONE) simulation.cancel(connection.synAck);
    this.halfOpen.delete(slot);
  }
}
