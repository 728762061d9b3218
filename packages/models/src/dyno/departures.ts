import { NONE } from '@dynosim/sim-core';
import { Outcome } from '../request/outcome.ts';
import { DataState, Holder, type Requests } from '../request/requests.ts';
import type { ServerProfile } from '../servers/profile.ts';
import type { DynoMemory } from './dyno-memory.ts';
import type { Entrance } from './entrance.ts';
import { CLOSE, type Execution } from './execution.ts';
import type { KeptConnections } from './kept-connections.ts';
import type { FleetListener, FleetObserver } from './machine.ts';
import type { Service } from './service.ts';
import type { WorkerLives } from './worker-lives.ts';
import { Life, type Workers } from './workers.ts';

/** Of a worker whose supervisor is dead as well. */
export const NEVER = Number.POSITIVE_INFINITY;

/** What requests leave behind them, and who takes it over. */
export interface DepartureParts {
  readonly requests: Requests;
  readonly workers: Workers;
  readonly profile: ServerProfile;
  readonly execution: Execution;
  readonly service: Service;
  readonly entrance: Entrance;
  readonly lives: WorkerLives;
  readonly kept: KeptConnections | undefined;
  readonly memory: DynoMemory | undefined;
  readonly listener: FleetListener;
  readonly observer: FleetObserver;
  /** Begins the service of a request that has a slot now. */
  readonly begin: (slot: number) => void;
}

/** How requests leave their workers, answered or lost, and what their slots and connections are used for next. Hot. */
export class Departures {
  private readonly parts: DepartureParts;
  private readonly closesLater: boolean;

  constructor(parts: DepartureParts) {
    this.parts = parts;
    this.closesLater = parts.profile.connectionLimit < Number.POSITIVE_INFINITY;
  }

  /** The worker is through with the request; `hadSlot`: it was not only connected. */
  finish(slot: number, outcome: Outcome, hadSlot: boolean): void {
    const { requests, workers, listener, entrance, lives } = this.parts;
    const place = requests.worker[slot]!;
    const client = requests.source[slot]!;
    const wasReady = workers.isReady(place);
    const hadRequest = requests.data[slot] === DataState.here;
    const isKept = hadSlot && this.keeps(slot, outcome);
    listener.ended(slot, outcome);
    const slotWaits = isKept && this.parts.kept!.keep(client, place, workers.waiting[place]!.length > 0);
    if (!isKept) this.hangUp(place);
    if (hadRequest) this.count(place);
    if (hadSlot && !slotWaits) this.vacate(place);
    entrance.finished(place);
    lives.served(place);
    this.welcome(place, wasReady);
  }

  private count(place: number): void {
    const served = ++this.parts.workers.served[place]!;
    this.parts.memory?.finished(place, served);
  }

  /** A slot of the worker is free: the next of its requests takes it. */
  vacate(place: number): void {
    const { workers, observer, begin } = this.parts;
    workers.busy[place]! -= 1;
    observer.vacated();
    const waiting = workers.waiting[place]!;
    if (waiting.length === 0) return;
    workers.busy[place]! += 1;
    observer.occupied();
    begin(waiting.shift());
  }

  /** The worker may have room again for a connection. */
  welcome(place: number, wasReady: boolean): void {
    if (!wasReady && this.parts.workers.isReady(place)) this.parts.entrance.ready(place);
  }

  /** A connection of the worker is closed. */
  closeConnection(place: number, wasReady = this.parts.workers.isReady(place)): void {
    const { workers, lives } = this.parts;
    workers.connections[place]! -= 1;
    lives.emptied(place);
    this.welcome(place, wasReady);
  }

  /** The worker accepts no more: idle connections are closed, and perhaps what it has not begun to read. */
  leaving(place: number): void {
    const { workers, profile, entrance, kept, listener } = this.parts;
    entrance.gone(place);
    const waiting = workers.waiting[place]!;
    while (profile.recycling.losesUnread && waiting.length > 0) {
      workers.connections[place]! -= 1;
      listener.ended(waiting.shift(), Outcome.reset);
    }
    kept?.closeAll(place);
  }

  /**
   * The worker is dead at once, with all it has; `cause` and its outcome tell apart the request that killed it. A
   * new one is up after `respawn` [s]; not given: what its supervisor needs; NEVER: it has none any more.
   */
  loseAll(place: number, cause: number = NONE, outcome: Outcome = Outcome.eof, respawn?: number): void {
    const { workers, execution, entrance, kept, lives, listener, observer } = this.parts;
    entrance.gone(place);
    execution.clear(place);
    const victims = this.heldBy(place);
    this.stopServices(place, victims);
    for (; workers.busy[place]! > 0; workers.busy[place]! -= 1) observer.vacated();
    workers.connections[place] = 0;
    kept?.forget(place);
    for (const slot of victims) listener.ended(slot, slot === cause ? outcome : Outcome.eof);
    if (respawn === NEVER) lives.die(place);
    else lives.end(place, respawn);
  }

  /** A worker that leaves closes its connections; so does a 503 (uvicorn protocols/http/flow_control.py). */
  private keeps(slot: number, outcome: Outcome): boolean {
    const { kept, listener, requests, workers } = this.parts;
    if (kept === undefined || outcome !== Outcome.ok) return false;
    if (workers.life[requests.worker[slot]!] !== Life.up || !listener.keepsConnection(slot)) return false;
    if (!this.makesRoom(slot)) return true;
    kept.closed(requests.source[slot]!);
    return false;
  }

  /**
   * A server at capacity closes a connection that has had its requests in a row, if others wait to be accepted: so
   * everybody gets a turn. Source: Puma 4.3 to 6, lib/puma/request.rb, force_keep_alive.
   */
  private makesRoom(slot: number): boolean {
    const { requests, workers, entrance, kept } = this.parts;
    const place = requests.worker[slot]!;
    if (!kept!.endsRow(requests.source[slot]!) || workers.isReady(place)) return false;
    return entrance.waiting(entrance.queueOf(place)) > 0;
  }

  /** The connection of an answered request is closed; a loop that counts connections notices that a round later. */
  private hangUp(place: number): void {
    const { workers, execution } = this.parts;
    if (this.closesLater) execution.run(place, CLOSE, 0, false);
    else workers.connections[place]! -= 1;
  }

  /** Requests that the worker holds, in the order of their arrival. Looks at all requests: workers die seldom. */
  private heldBy(place: number): number[] {
    const { requests } = this.parts;
    const held: number[] = [];
    for (let slot = 0; slot < requests.holders.length; slot++) {
      if ((requests.holders[slot]! & Holder.server) !== 0 && requests.worker[slot] === place) held.push(slot);
    }
    return held.sort((a, b) => requests.serial[a]! - requests.serial[b]!);
  }

  /** Of those that were running. */
  private stopServices(place: number, victims: readonly number[]): void {
    const { requests, workers, service, entrance } = this.parts;
    const waiting = workers.waiting[place]!;
    const unbegun = new Set<number>([entrance.recall(place)]);
    while (waiting.length > 0) unbegun.add(waiting.shift());
    const running = victims.filter((slot) => !unbegun.has(slot) && requests.data[slot] === DataState.here);
    for (const slot of running) service.stop(slot);
  }
}
