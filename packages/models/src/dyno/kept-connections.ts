import { NONE, type Simulation, type TimerRing } from '@dynosim/sim-core';
import type { KeepAliveRule } from '../servers/profile.ts';

/** What happens to connections that nobody uses. */
export interface KeptHost {
  /** An idle connection to the worker is closed; `heldSlot`: a slot had waited with it. */
  closed(place: number, heldSlot: boolean): void;
  /** The worker's slot waits for the connection no longer. */
  slotReleased(place: number): void;
}

/**
 * Connections that clients keep between requests, at most one each: pinned to the worker that accepted them, closed by
 * it after an idle time. A server may let its slot wait for the next request for a moment, which lets the requests of
 * such connections overtake all others (Puma up to 6: lib/puma/client.rb and server.rb, fast_track and
 * max_fast_inline).
 */
export class KeptConnections {
  private readonly rule: KeepAliveRule;
  private readonly host: KeptHost;
  /** The worker of each client's idle connection, or NONE. */
  private readonly place: Int32Array;
  /** Requests that each client's connection has run in one slot without a break; 0 where no slot waits for it. */
  private readonly inline: Int32Array;
  private readonly idle: TimerRing;
  private readonly slotWait: TimerRing | undefined;

  constructor(simulation: Simulation, rule: KeepAliveRule, clients: number, host: KeptHost) {
    this.rule = rule;
    this.host = host;
    this.place = new Int32Array(clients).fill(NONE);
    this.inline = new Int32Array(clients);
    this.idle = simulation.timers('idle connection', rule.idle, (client) => this.close(client));
    this.slotWait =
      rule.inline > 0
        ? simulation.timers('slot waits for a connection', rule.inlineWait, (client) => this.releaseSlot(client))
        : undefined;
  }

  /** The worker to which the client has a connection, or NONE. */
  of(client: number): number {
    return this.place[client]!;
  }

  /** The client makes another connection, on which nothing has run yet; none of its old ones is idle. */
  open(client: number): void {
    this.inline[client] = 0;
  }

  /** The client sends a request on its connection; true if a slot has waited for it. */
  reuse(client: number): boolean {
    this.place[client] = NONE;
    this.idle.disarm(client);
    if (this.inline[client] === 0) return false;
    this.slotWait!.disarm(client);
    return true;
  }

  /** The answer will be the last one that a slot gives in a row. */
  endsRow(client: number): boolean {
    return this.slotWait !== undefined && this.inline[client]! + 1 >= this.rule.inline;
  }

  /** The client's connection is closed with its answer. */
  closed(client: number): void {
    this.inline[client] = 0;
  }

  /**
   * The client's request has been answered, and its connection stays open; true if its slot waits for another one,
   * which after so many it does only if no other request of the worker waits for a slot.
   */
  keep(client: number, place: number, othersWait: boolean): boolean {
    this.place[client] = place;
    this.idle.arm(client);
    if (!this.slotWait || (++this.inline[client]! >= this.rule.inline && othersWait)) {
      this.inline[client] = 0;
      return false;
    }
    this.slotWait.arm(client);
    return true;
  }

  /** The worker leaves, and closes its idle connections. */
  closeAll(place: number): void {
    for (let client = 0; client < this.place.length; client++) if (this.place[client] === place) this.close(client);
  }

  /** The worker is dead, and its connections with it. */
  forget(place: number): void {
    for (let client = 0; client < this.place.length; client++) {
      if (this.place[client] !== place) continue;
      this.reuse(client);
      this.inline[client] = 0;
    }
  }

  private close(client: number): void {
    const place = this.place[client]!;
    const heldSlot = this.reuse(client);
    this.inline[client] = 0;
    this.host.closed(place, heldSlot);
  }

  private releaseSlot(client: number): void {
    this.inline[client] = 0;
    this.host.slotReleased(this.place[client]!);
  }
}
