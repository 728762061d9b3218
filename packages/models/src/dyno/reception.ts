import { NONE } from '@dynosim/sim-core';
import { Outcome } from '../request/outcome.ts';
import { DataState, Holder, type Requests } from '../request/requests.ts';
import type { ServerProfile } from '../servers/profile.ts';
import type { Departures } from './departures.ts';
import type { KeptConnections } from './kept-connections.ts';
import type { FleetObserver } from './machine.ts';
import type { Workers } from './workers.ts';

/** Who takes part when a request comes to its worker. */
export interface ReceptionParts {
  readonly requests: Requests;
  readonly workers: Workers;
  readonly profile: ServerProfile;
  readonly kept: KeptConnections | undefined;
  readonly departures: Departures;
  readonly observer: FleetObserver;
  /** Begins the service of a request that has a slot now. */
  readonly begin: (slot: number) => void;
}

/** How connections and their requests come to a worker, and from there into a slot. Hot. */
export class Reception {
  private readonly parts: ReceptionParts;

  constructor(parts: ReceptionParts) {
    this.parts = parts;
  }

  /** The dyno to which a client that sends now has kept a connection; NONE if it needs another one. */
  keptDyno(client: number): number {
    const { kept, workers } = this.parts;
    if (!kept) return NONE;
    const place = kept.of(client);
    if (place !== NONE) return workers.dynoOf(place);
    kept.open(client);
    return NONE;
  }

  /** The request comes on a connection that its client has kept. */
  reuse(slot: number): void {
    const { requests, begin } = this.parts;
    const kept = this.parts.kept!;
    const client = requests.source[slot]!;
    requests.worker[slot] = kept.of(client);
    requests.holders[slot]! |= Holder.server;
    requests.data[slot] = DataState.here;
    if (kept.reuse(client)) begin(slot);
    else this.admit(slot);
  }

  /** A worker accepts the connection and reads from it. */
  accepted(slot: number, place: number): void {
    const { requests, workers, profile, departures } = this.parts;
    requests.worker[slot] = place;
    workers.connections[place]! += 1;
    const state = requests.data[slot];
    if (state === DataState.here) this.admit(slot);
    else if (state === DataState.never) departures.finish(slot, Outcome.reset, false);
    else {
      requests.data[slot] = DataState.awaitedByWorker;
      if (profile.readsInSlot) this.occupy(place);
    }
  }

  /** The request of a connection that entered without it has come. */
  dataArrived(slot: number): void {
    const { requests, profile, begin } = this.parts;
    const heldUp = requests.data[slot] === DataState.awaitedByWorker;
    requests.data[slot] = DataState.here;
    if (!heldUp) return;
    if (profile.readsInSlot) begin(slot);
    else this.admit(slot);
  }

  /** The client of a connection that still waits for its request is gone: whoever reads from it learns that. */
  dataNeverComes(slot: number): void {
    const { requests, profile, departures } = this.parts;
    const heldUp = requests.data[slot] === DataState.awaitedByWorker;
    requests.data[slot] = DataState.never;
    if (heldUp) departures.finish(slot, Outcome.reset, profile.readsInSlot);
  }

  /** A slot for the request, or a place in its worker's queue. */
  private admit(slot: number): void {
    const { requests, workers, profile, begin } = this.parts;
    const place = requests.worker[slot]!;
    if (workers.busy[place]! >= profile.slots) {
      workers.waiting[place]!.push(slot);
      return;
    }
    this.occupy(place);
    begin(slot);
  }

  private occupy(place: number): void {
    this.parts.workers.busy[place]! += 1;
    this.parts.observer.occupied();
  }
}
