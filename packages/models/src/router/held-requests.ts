import { type EventKind, NONE, Order, type Simulation } from '@dynosim/sim-core';
import type { Requests } from '../request/requests.ts';

/**
 * Requests that the router holds because no dyno is up (Heroku Dev Center, "Heroku Error Codes", 2021-08-04, H20: for
 * 75 s). The limit counts from their arrival, also of one that was sent to a dyno in vain before.
 */
export class HeldRequests {
  private readonly simulation: Simulation;
  private readonly requests: Requests;
  /** From arrival [s]. */
  private readonly limit: number;
  private readonly over: EventKind;
  private readonly slots = new Set<number>();

  constructor(simulation: Simulation, requests: Requests, limit: number, over: (slot: number) => void) {
    this.simulation = simulation;
    this.requests = requests;
    this.limit = limit;
    const end = (slot: number): void => {
      requests.event[slot] = NONE;
      over(slot);
    };
    this.over = simulation.on('no dyno came up', end, Order.timeout);
  }

  hold(slot: number): void {
    const { requests, simulation } = this;
    this.slots.add(slot);
    const end = Math.max(simulation.now, requests.arrivedAt[slot]! + this.limit);
    requests.event[slot] = simulation.scheduleAt(end, this.over, slot);
  }

  /** The request has its outcome. */
  drop(slot: number): void {
    this.slots.delete(slot);
  }

  /** All of them, in order of arrival: none is held any more. */
  release(): number[] {
    const { requests, simulation, slots } = this;
    const released = [...slots].sort((a, b) => requests.serial[a]! - requests.serial[b]!);
    slots.clear();
    for (const slot of released) {
      simulation.cancel(requests.event[slot]!);
      requests.event[slot] = NONE;
    }
    return released;
  }
}
