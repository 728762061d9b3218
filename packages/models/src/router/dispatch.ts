import { NONE, type Simulation, type TimerRing } from '@dynosim/sim-core';
import { Outcome } from '../request/outcome.ts';
import { DataState, Holder, type Requests } from '../request/requests.ts';
import type { ServerProfile } from '../servers/server.ts';
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
  readonly whenFull: ServerProfile['whenFull'];
  /** True while the listen queue of the request's dyno takes another connection. */
  readonly hasRoom: (slot: number) => boolean;
  /** Makes a connection to the request's dyno, sooner or later. */
  readonly connect: (slot: number) => void;
  /** Nobody waits any more: gives up connecting and sending, if that is not yet done. */
  readonly disconnect: (slot: number) => void;
  /** The server has a connection whose request will not come. */
  readonly dataNeverComes: (slot: number) => void;
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
      ? simulation.timers('router timeout', limit, (slot) => this.giveUp(slot))
      : undefined;
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
    const { whenFull, generation, hasRoom } = this.context;
    if (whenFull !== 'refuse' || hasRoom(slot)) this.context.connect(slot);
    else this.finish(slot, generation.name === 'none' ? Outcome.refused : Outcome.h21);
  }

  /** A router tries another dyno; a client alone has none. */
  connectTimedOut(slot: number): void {
    const { requests, generation, outstanding, policy } = this.context;
    if (++requests.attempts[slot]! >= generation.attempts) {
      this.finish(slot, generation.name === 'none' ? Outcome.connectTimeout : Outcome.h19);
      return;
    }
    outstanding[requests.dyno[slot]!]! -= 1;
    requests.dyno[slot] = policy.choose();
    outstanding[requests.dyno[slot]!]! += 1;
    this.connect(slot);
  }

  /** The connection stands for the client: the router's clock for the first byte starts. */
  connected(slot: number): void {
    this.firstByte?.arm(slot);
  }

  /** The server has forgotten the connection. */
  reset(slot: number): void {
    this.finish(slot, this.context.generation.name === 'none' ? Outcome.reset : Outcome.h13);
  }

  /** The client's patience is at an end. */
  private abandon(slot: number): void {
    this.hangUp(slot, Outcome.clientTimeout);
  }

  /** The router's patience is at an end. */
  private giveUp(slot: number): void {
    this.hangUp(slot, Outcome.h12);
  }

  private hangUp(slot: number, outcome: Outcome): void {
    const { requests, disconnect, dataNeverComes } = this.context;
    disconnect(slot);
    const waitsForData = requests.data[slot] !== DataState.here;
    this.finish(slot, outcome);
    if (waitsForData) dataNeverComes(slot);
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
