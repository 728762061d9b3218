import { NONE, type Simulation, type TimerRing } from '@dynosim/sim-core';
import { Outcome } from '../request/outcome.ts';
import { DataState, Holder, type Requests } from '../request/requests.ts';
import { HeldRequests } from './held-requests.ts';
import type { RoutableDynos } from './routable-dynos.ts';
import type { RouterGeneration, RoutingPolicy } from './router.ts';

/** How client and router behave. */
export interface DispatchRules {
  readonly policy: RoutingPolicy;
  readonly generation: RouterGeneration;
  /** How long a client waits for its answer [s]; Infinity: for ever. */
  readonly patience: number;
  /** wrk's rule: a client whose timeout is over still waits for its answer. */
  readonly waitsForLateAnswers: boolean;
}

/** The dynos, as far as the way to them goes. */
export interface Destinations {
  /** The server has a connection whose request will not come. */
  dataNeverComes(slot: number): void;
}

/** What the dispatch asks for and tells. */
export interface DispatchListener {
  /** Makes a connection to the request's dyno, sooner or later. */
  connect(slot: number): void;
  /** Nobody waits any more: gives up connecting and sending, if that is not yet done. */
  disconnect(slot: number): void;
  /** The client has its outcome. */
  finished(slot: number, outcome: Outcome): void;
  /** Nobody holds the request any more. */
  released(slot: number): void;
}

/**
 * The way of a request from its client to a dyno and back: choice of a dyno, connection attempts, and the limits after
 * which client or router stop waiting. Whoever gives up does not take the request off the dyno's queue: the worker
 * serves it in full (Heroku Dev Center, "Request Timeout", 2023-05-24; measured with gunicorn 20.1 as well).
 */
export class Dispatch {
  private readonly simulation: Simulation;
  private readonly requests: Requests;
  private readonly policy: RoutingPolicy;
  private readonly generation: RouterGeneration;
  private readonly isRouted: boolean;
  /** Which dynos are up, and requests sent to each whose client has no outcome yet: kept here, read by policies. */
  private readonly routable: RoutableDynos;
  private readonly held: HeldRequests;
  private readonly dynos: Destinations;
  private readonly listener: DispatchListener;
  /** After this time an answer is late [s]. */
  private readonly lateAfter: number;
  private readonly patience: TimerRing | undefined;
  private readonly firstByte: TimerRing | undefined;

  constructor(
    simulation: Simulation,
    requests: Requests,
    rules: DispatchRules,
    routable: RoutableDynos,
    dynos: Destinations,
    listener: DispatchListener,
  ) {
    this.simulation = simulation;
    this.requests = requests;
    this.policy = rules.policy;
    this.generation = rules.generation;
    this.isRouted = rules.generation.name !== 'none';
    this.routable = routable;
    const { bootPatience } = rules.generation;
    this.held = new HeldRequests(simulation, requests, bootPatience, (slot) => this.finish(slot, Outcome.h20));
    this.dynos = dynos;
    this.listener = listener;
    const { patience, waitsForLateAnswers } = rules;
    this.lateAfter = waitsForLateAnswers ? patience : Number.POSITIVE_INFINITY;
    const timers = (name: string, limit: number, over: (slot: number) => void): TimerRing | undefined =>
      limit < Number.POSITIVE_INFINITY ? simulation.timers(name, limit, over) : undefined;
    const limit = waitsForLateAnswers ? Number.POSITIVE_INFINITY : patience;
    this.patience = timers('client timeout', limit, (slot) => this.abandon(slot));
    this.firstByte = timers('router timeout', rules.generation.firstByteTimeout, (slot) => this.giveUp(slot));
  }

  /** A request that its client sends now; its dyno is given where a trace says it. */
  submit(slot: number): void {
    if (this.patience) this.patience.arm(slot);
    this.route(slot);
  }

  /** The platform sends nothing to a dyno that is not up; clients without a router find out themselves. */
  dynoDied(dyno: number): void {
    if (this.isRouted) this.routable.remove(dyno);
  }

  dynoBooted(dyno: number): void {
    if (!this.isRouted) return;
    this.routable.add(dyno);
    for (const slot of this.held.release()) this.route(slot);
  }

  /** The worker is through with the request, or died over it. */
  ended(slot: number, outcome: Outcome): void {
    const { requests } = this;
    // A server may lose a connection whose client is still to send its request.
    if (requests.data[slot] !== DataState.here) this.listener.disconnect(slot);
    if (requests.holders[slot]! & Holder.client) this.finish(slot, this.asSeen(slot, outcome));
    this.leave(slot, Holder.server);
  }

  /** A router tries another dyno; a client alone has none. */
  connectTimedOut(slot: number): void {
    const { requests, routable } = this;
    if (++requests.attempts[slot]! >= this.generation.attempts) {
      this.finish(slot, this.isRouted ? Outcome.h19 : Outcome.connectTimeout);
      return;
    }
    routable.outstanding[requests.dyno[slot]!]! -= 1;
    requests.dyno[slot] = NONE;
    this.route(slot);
  }

  /** The connection stands for the client: the router's clock for the first byte starts. */
  connected(slot: number): void {
    if (this.firstByte) this.firstByte.arm(slot);
  }

  /** The server's master has no place for the request and says so at once. */
  overloaded(slot: number): void {
    this.finish(slot, Outcome.status503);
  }

  /** Nobody listens at the dyno, or a full listen queue refuses: a router says so. */
  refused(slot: number): void {
    this.finish(slot, this.isRouted ? Outcome.h21 : Outcome.refused);
  }

  /** The server has forgotten the connection. */
  reset(slot: number): void {
    this.finish(slot, this.isRouted ? Outcome.h13 : Outcome.reset);
  }

  private route(slot: number): void {
    const { routable } = this;
    const { dyno } = this.requests;
    if (routable.count < routable.up.length && dyno[slot] !== NONE && !routable.isUp(dyno[slot]!)) dyno[slot] = NONE;
    if (dyno[slot] === NONE) {
      if (routable.count === 0) {
        this.held.hold(slot);
        return;
      }
      dyno[slot] = this.policy.choose();
    }
    routable.outstanding[dyno[slot]!]! += 1;
    this.listener.connect(slot);
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
    this.listener.disconnect(slot);
    const waitsForData = this.requests.data[slot] !== DataState.here;
    this.finish(slot, outcome);
    if (waitsForData) this.dynos.dataNeverComes(slot);
  }

  private finish(slot: number, outcome: Outcome): void {
    const { requests } = this;
    if (this.patience) this.patience.disarm(slot);
    if (this.firstByte) this.firstByte.disarm(slot);
    if (requests.dyno[slot] === NONE) this.held.drop(slot);
    else this.routable.outstanding[requests.dyno[slot]!]! -= 1;
    requests.outcome[slot] = outcome;
    requests.finishedAt[slot] = this.simulation.now;
    this.listener.finished(slot, outcome);
    this.leave(slot, Holder.client);
  }

  /** A router turns a connection that broke without an answer into its own code; an answer may come too late. */
  private asSeen(slot: number, outcome: Outcome): Outcome {
    if (this.simulation.now - this.requests.arrivedAt[slot]! > this.lateAfter) return Outcome.late;
    return this.isRouted && (outcome === Outcome.eof || outcome === Outcome.reset) ? Outcome.h13 : outcome;
  }

  private leave(slot: number, holder: number): void {
    if (this.requests.leave(slot, holder)) this.listener.released(slot);
  }
}
