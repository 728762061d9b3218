import { type EventKind, NONE, Order, type Simulation } from '@dynosim/sim-core';

/** Delays double from one try to the next; after one of this length a pool gives up [s]: psycopg_pool, reconnect_timeout. */
const LAST_DELAY = 300;

/** The pools for which connections are opened. */
export interface OpenerHost {
  /** Takes a place among all connections; false if the database has none to give. */
  reserve(): boolean;
  /** A connection is open. */
  opened(place: number): void;
  /** There will be none; `reserved`: it had a place among all. */
  gaveUp(place: number, reserved: boolean): void;
  /** Whether a request waits for one. */
  isAwaited(place: number): boolean;
}

/**
 * A thread of each pool that opens connections beside the requests, one at a time. Where the database refuses it tries
 * again after `retry`, twice that, and so on, while a request waits; the request knows nothing of it. Sources:
 * psycopg_pool 3.1 pool.py (_maybe_grow_pool, _add_connection; first delay 1 s), HikariCP HikariPool.java
 * (PoolEntryCreator; 10 ms, here without its longest delay of 5 s).
 */
export class Opener {
  private readonly simulation: Simulation;
  private readonly rule: { readonly connect: number; readonly retry: number };
  private readonly host: OpenerHost;
  private readonly ended: EventKind;
  private readonly again: EventKind;
  /** Of each pool: the pending event, whether what is being opened has a place, and the next delay [s]. */
  private readonly pending: Int32Array;
  private readonly reserved: Uint8Array;
  private readonly delay: Float64Array;

  constructor(
    simulation: Simulation,
    rule: { readonly connect: number; readonly retry: number },
    places: number,
    host: OpenerHost,
  ) {
    this.simulation = simulation;
    this.rule = rule;
    this.host = host;
    this.ended = simulation.on('pool has opened or not', (place) => this.endedNow(place), Order.departure);
    this.again = simulation.on('pool tries again', (place) => this.tryAgain(place), Order.departure);
    this.pending = new Int32Array(places).fill(NONE);
    this.reserved = new Uint8Array(places);
    this.delay = new Float64Array(places);
  }

  isBusy(place: number): boolean {
    return this.pending[place] !== NONE;
  }

  start(place: number): void {
    this.delay[place] = this.rule.retry;
    this.attempt(place);
  }

  /** The process is gone. */
  stop(place: number): void {
    if (this.pending[place] === NONE) return;
    this.simulation.cancel(this.pending[place]!);
    this.leave(place);
  }

  private attempt(place: number): void {
    this.reserved[place] = this.host.reserve() ? 1 : 0;
    this.pending[place] = this.simulation.schedule(this.rule.connect, this.ended, place);
  }

  private endedNow(place: number): void {
    this.pending[place] = NONE;
    if (this.reserved[place] === 1) {
      this.reserved[place] = 0;
      this.host.opened(place);
    } else if (this.delay[place]! > LAST_DELAY) this.leave(place);
    else {
      this.pending[place] = this.simulation.schedule(this.delay[place]!, this.again, place);
      this.delay[place]! *= 2;
    }
  }

  private tryAgain(place: number): void {
    if (this.host.isAwaited(place)) this.attempt(place);
    else this.leave(place);
  }

  private leave(place: number): void {
    const reserved = this.reserved[place] === 1;
    this.pending[place] = NONE;
    this.reserved[place] = 0;
    this.host.gaveUp(place, reserved);
  }
}
