import { type EventKind, NONE, Order, type Simulation, type TimerRing } from '@dynosim/sim-core';
import { Outcome } from '../request/outcome.ts';
import { Holder, type Requests } from '../request/requests.ts';
import type { RouterGeneration, RoutingPolicy } from './router.ts';

/** What stands on both sides of the router. */
export interface DispatchContext {
  readonly simulation: Simulation;
  readonly requests: Requests;
  readonly policy: RoutingPolicy;
  readonly generation: RouterGeneration;
  /** Requests sent to each dyno whose client has no outcome yet; kept here, read by policies. */
  readonly outstanding: Int32Array;
  /** How long a client waits for its answer [s]; Infinity: for ever. */
  readonly patience: number;
  /** wrk's rule: a client whose timeout is over still waits for its answer. */
  readonly waitsForLateAnswers: boolean;
  readonly whenFull: 'retry' | 'refuse';
  /** Offers the connection to the request's dyno; false: its listen queue is full. */
  readonly offer: (slot: number) => boolean;
  /** The client has its outcome. */
  readonly finished: (slot: number, outcome: Outcome) => void;
  /** Nobody holds the request any more. */
  readonly released: (slot: number) => void;
}

/**
 * The way of a request from its client to a dyno and back: choice of a dyno, connection attempts, and the limits after
 * which client or router stop waiting. Whoever gives up does not take the request off the dyno's queue: the worker
 * serves it in full (Heroku Dev Center, "Request Timeout", 2023-05-24; measured with gunicorn 20.1 as well).
 */
export class Dispatch {
  private readonly context: DispatchContext;
  private readonly patience: TimerRing | undefined;
  private readonly firstByte: TimerRing | undefined;
  private readonly retry: EventKind;
  private readonly giveUp: EventKind;

  constructor(context: DispatchContext) {
    this.context = context;
    const { simulation, patience, generation } = context;
    const finite = (limit: number): boolean => limit < Number.POSITIVE_INFINITY;
    this.patience =
      finite(patience) && !context.waitsForLateAnswers
        ? simulation.timers('client timeout', patience, (slot) => this.abandon(slot))
        : undefined;
    const limit = generation.firstByteTimeout;
    this.firstByte = finite(limit)
      ? simulation.timers('router timeout', limit, (slot) => this.finish(slot, Outcome.h12))
      : undefined;
    this.retry = simulation.on('SYN retry', (slot) => this.connect(slot), Order.arrival);
    this.giveUp = simulation.on('connect timeout', (slot) => this.connectTimedOut(slot), Order.timeout);
  }

  /** A request that its client sends now; its dyno is given where a trace says it. */
  submit(slot: number): void {
    this.patience?.arm(slot);
    if (this.context.requests.dyno[slot] === NONE) this.context.requests.dyno[slot] = this.context.policy.choose();
    this.context.outstanding[this.context.requests.dyno[slot]!]! += 1;
    this.connect(slot);
  }

  /** The worker is through with the request, or died over it. */
  ended(slot: number, outcome: Outcome): void {
    const { requests } = this.context;
    if (requests.holders[slot]! & Holder.client) this.finish(slot, this.asSeen(slot, outcome));
    this.leave(slot, Holder.server);
  }

  private connect(slot: number): void {
    const { requests, offer } = this.context;
    requests.event[slot] = NONE;
    if (offer(slot)) this.firstByte?.arm(slot);
    else if (this.context.whenFull === 'refuse')
      this.finish(slot, this.context.generation.name === 'none' ? Outcome.refused : Outcome.h21);
    else this.waitForRetry(slot);
  }

  /** Linux sends a dropped SYN again 1, 3, 7, 15, 31 and 63 s after the first one (RFC 6298 2.1 and 5.5; tcp(7)). */
  private waitForRetry(slot: number): void {
    const { requests, simulation, generation } = this.context;
    const dropped = requests.step[slot]!++;
    const elapsed = 2 ** dropped - 1;
    const next = 2 ** (dropped + 1) - 1;
    const tooLate = next > generation.connectTimeout || dropped === 6;
    const delay = (tooLate ? generation.connectTimeout : next) - elapsed;
    requests.event[slot] = simulation.schedule(delay, tooLate ? this.giveUp : this.retry, slot);
  }

  /** A router tries another dyno; a client alone has none. */
  private connectTimedOut(slot: number): void {
    const { requests, generation, outstanding, policy } = this.context;
    requests.event[slot] = NONE;
    if (++requests.attempts[slot]! >= generation.attempts) {
      this.finish(slot, generation.name === 'none' ? Outcome.connectTimeout : Outcome.h19);
      return;
    }
    outstanding[requests.dyno[slot]!]! -= 1;
    requests.step[slot] = 0;
    requests.dyno[slot] = policy.choose();
    outstanding[requests.dyno[slot]!]! += 1;
    this.connect(slot);
  }

  /** The client's patience is at an end. */
  private abandon(slot: number): void {
    const { requests, simulation } = this.context;
    const connecting = (requests.holders[slot]! & Holder.server) === 0;
    if (connecting && requests.event[slot] !== NONE) simulation.cancel(requests.event[slot]!);
    this.finish(slot, Outcome.clientTimeout);
  }

  private finish(slot: number, outcome: Outcome): void {
    const { requests, outstanding, simulation } = this.context;
    this.patience?.disarm(slot);
    this.firstByte?.disarm(slot);
    outstanding[requests.dyno[slot]!]! -= 1;
    requests.outcome[slot] = outcome;
    requests.finishedAt[slot] = simulation.now;
    this.context.finished(slot, outcome);
    this.leave(slot, Holder.client);
  }

  /** A router turns a connection that closed without an answer into its own code; an answer may come too late. */
  private asSeen(slot: number, outcome: Outcome): Outcome {
    const { simulation, requests, patience, waitsForLateAnswers } = this.context;
    if (waitsForLateAnswers && simulation.now - requests.arrivedAt[slot]! > patience) return Outcome.late;
    return outcome === Outcome.eof && this.context.generation.name !== 'none' ? Outcome.h13 : outcome;
  }

  private leave(slot: number, holder: number): void {
    if (this.context.requests.leave(slot, holder)) this.context.released(slot);
  }
}
