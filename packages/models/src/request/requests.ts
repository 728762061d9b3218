import { NONE, SlotPool } from '@dynosim/sim-core';
import { Outcome } from './outcome.ts';

/** Who still has to do with a request; its slot is free when nobody has. */
export const Holder = { client: 1, server: 2 } as const;

/** A connection may be accepted before its request has come, and its client may go before that. */
export const DataState = { here: 0, awaited: 1, awaitedByWorker: 2, never: 3 } as const;

/** What a request has to do with the database: how far it is on its way to a connection, and whether it uses it. */
export const Link = { none: 0, waiting: 1, opening: 2, refusing: 3, held: 4, queued: 5, asking: 6 } as const;

/**
 * The requests in the system as columns by slot; there is no request object. A slot is used again as soon as the
 * client has its outcome and the server is through with the work, so memory follows the number inside.
 */
export class Requests {
  /** Arrival, the intended time of sending [s]. */
  arrivedAt: Float64Array;
  /** Start of service [s]; NaN before. */
  startedAt: Float64Array;
  /** The instant at which the client learned the outcome [s]. */
  finishedAt: Float64Array;
  /** 0, 1, 2, … in order of arrival. */
  serial: Float64Array;
  /** Row of the trace or number of the client that made it. */
  source: Int32Array;
  classOf: Int32Array;
  dyno: Int32Array;
  /** Place of its worker among all; NONE before it has one. */
  worker: Int32Array;
  /** Pending event of the request's own (a connection attempt, the end of a phase), or NONE. */
  event: Int32Array;
  /** SYNs dropped by the dyno that is tried now; later the phase that runs. */
  step: Int32Array;
  /** Dynos tried before this one. */
  attempts: Int32Array;
  /** Requests that the client has sent for the same work before this one. */
  tries: Int32Array;
  /** Pending kill of the worker that has had it for too long, or NONE. */
  kill: Int32Array;
  /** 1 while it computes, or waits to, rather than wait for `event`. */
  onCpu: Uint8Array;
  /** 1 where it will go on a connection that its client has kept. */
  isKept: Uint8Array;
  /** 1 while its answer will be that the server has too many connections. */
  isRejected: Uint8Array;
  /** Turns that its server still needs to read it. */
  turns: Uint8Array;
  /** Whether the server has the request itself: see `DataState`. */
  data: Uint8Array;
  holders: Uint8Array;
  outcome: Uint8Array;
  /** 1 where the arrival counts in the figures. */
  counted: Uint8Array;
  /** See `Link`; since when it needs a connection [s]; work of its query [s]. */
  link: Uint8Array;
  linkSince: Float64Array;
  query: Float64Array;
  /** Demand of each phase [s], `phases` entries a slot. */
  demands: Float64Array;
  readonly phases: number;
  private readonly pool: SlotPool;
  private arrivals = 0;

  constructor(phases: number, capacity = 64) {
    this.phases = phases;
    this.arrivedAt = new Float64Array(capacity);
    this.startedAt = new Float64Array(capacity);
    this.finishedAt = new Float64Array(capacity);
    this.serial = new Float64Array(capacity);
    this.source = new Int32Array(capacity);
    this.classOf = new Int32Array(capacity);
    this.dyno = new Int32Array(capacity);
    this.worker = new Int32Array(capacity);
    this.event = new Int32Array(capacity);
    this.step = new Int32Array(capacity);
    this.attempts = new Int32Array(capacity);
    this.tries = new Int32Array(capacity);
    this.kill = new Int32Array(capacity).fill(NONE);
    this.onCpu = new Uint8Array(capacity);
    this.isKept = new Uint8Array(capacity);
    this.isRejected = new Uint8Array(capacity);
    this.turns = new Uint8Array(capacity);
    this.data = new Uint8Array(capacity);
    this.holders = new Uint8Array(capacity);
    this.outcome = new Uint8Array(capacity);
    this.counted = new Uint8Array(capacity);
    this.link = new Uint8Array(capacity);
    this.linkSince = new Float64Array(capacity);
    this.query = new Float64Array(capacity);
    this.demands = new Float64Array(capacity * phases);
    this.pool = new SlotPool(capacity, (grown) => this.grow(grown));
  }

  /** In the system now. */
  get inside(): number {
    return this.pool.used;
  }

  /** Arrivals so far. */
  get arrived(): number {
    return this.arrivals;
  }

  /** A new request that its client has just sent. */
  open(now: number, source: number): number {
    const slot = this.pool.allocate();
    this.source[slot] = source;
    this.arrivedAt[slot] = now;
    this.startedAt[slot] = Number.NaN;
    this.serial[slot] = this.arrivals++;
    this.dyno[slot] = NONE;
    this.worker[slot] = NONE;
    this.event[slot] = NONE;
    this.step[slot] = 0;
    this.attempts[slot] = 0;
    this.tries[slot] = 0;
    this.data[slot] = DataState.here;
    this.isKept[slot] = 0;
    this.holders[slot] = Holder.client;
    this.outcome[slot] = Outcome.pending;
    return slot;
  }

  /** Takes a holder off; true if it was the last one (the caller closes the books, then calls `free`). */
  leave(slot: number, holder: number): boolean {
    return (this.holders[slot]! &= ~holder) === 0;
  }

  free(slot: number): void {
    this.pool.release(slot);
  }

  private grow(capacity: number): void {
    this.arrivedAt = grown(this.arrivedAt, new Float64Array(capacity));
    this.startedAt = grown(this.startedAt, new Float64Array(capacity));
    this.finishedAt = grown(this.finishedAt, new Float64Array(capacity));
    this.serial = grown(this.serial, new Float64Array(capacity));
    this.source = grown(this.source, new Int32Array(capacity));
    this.classOf = grown(this.classOf, new Int32Array(capacity));
    this.dyno = grown(this.dyno, new Int32Array(capacity));
    this.worker = grown(this.worker, new Int32Array(capacity));
    this.event = grown(this.event, new Int32Array(capacity));
    this.step = grown(this.step, new Int32Array(capacity));
    this.attempts = grown(this.attempts, new Int32Array(capacity));
    this.tries = grown(this.tries, new Int32Array(capacity));
    this.kill = grown(this.kill, new Int32Array(capacity).fill(NONE));
    this.onCpu = grown(this.onCpu, new Uint8Array(capacity));
    this.isKept = grown(this.isKept, new Uint8Array(capacity));
    this.isRejected = grown(this.isRejected, new Uint8Array(capacity));
    this.turns = grown(this.turns, new Uint8Array(capacity));
    this.data = grown(this.data, new Uint8Array(capacity));
    this.holders = grown(this.holders, new Uint8Array(capacity));
    this.outcome = grown(this.outcome, new Uint8Array(capacity));
    this.counted = grown(this.counted, new Uint8Array(capacity));
    this.link = grown(this.link, new Uint8Array(capacity));
    this.linkSince = grown(this.linkSince, new Float64Array(capacity));
    this.query = grown(this.query, new Float64Array(capacity));
    this.demands = grown(this.demands, new Float64Array(capacity * this.phases));
  }
}

function grown<T extends Float64Array | Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from as never);
  return to;
}
