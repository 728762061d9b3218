import { FifoQueue } from '@dynosim/sim-core';
import type { ServerProfile } from '../servers/profile.ts';

/** Whether a worker takes connections: not when it is about to leave, nor when it is gone. */
export const Life = { down: 0, up: 1, leaving: 2 } as const;

/**
 * The workers of all dynos as columns by place: worker w of dyno d is at place d x workers + w. Hot: array accesses.
 */
export class Workers {
  readonly perDyno: number;
  /** 1 for each dyno that is up, 0 for one that was killed and is not started again yet. */
  readonly isDynoUp: Uint8Array;
  /** See `Life`. */
  readonly life: Uint8Array;
  /** Open connections of each worker, idle ones included. */
  readonly connections: Int32Array;
  /** Slots in use. */
  readonly busy: Int32Array;
  /** Accepted requests that wait for a slot. */
  readonly waiting: readonly FifoQueue[];
  /** Requests finished in this life. */
  readonly served: Int32Array;
  /** 1 for a worker that has not served anything in this life. */
  readonly isCold: Uint8Array;
  private readonly admission: number;
  private readonly countsRequests: boolean;

  constructor(dynos: number, profile: ServerProfile) {
    const places = dynos * profile.workers;
    this.perDyno = profile.workers;
    this.isDynoUp = new Uint8Array(dynos).fill(1);
    this.life = new Uint8Array(places).fill(Life.up);
    this.connections = new Int32Array(places);
    this.busy = new Int32Array(places);
    this.served = new Int32Array(places);
    this.isCold = new Uint8Array(places).fill(1);
    this.waiting = Array.from({ length: places }, () => new FifoQueue(2));
    this.admission = profile.admission;
    this.countsRequests = profile.admits === 'requests';
  }

  get count(): number {
    return this.life.length;
  }

  /** True while the worker would take another connection. */
  isReady(place: number): boolean {
    return this.life[place] === Life.up && this.held(place) < this.admission;
  }

  dynoOf(place: number): number {
    return Math.floor(place / this.perDyno);
  }

  /** True once in each life of a worker. */
  isFirstRequest(place: number): boolean {
    const isFirst = this.isCold[place] === 1;
    this.isCold[place] = 0;
    return isFirst;
  }

  /** Requests that the worker has, running or not. */
  load(place: number): number {
    return this.busy[place]! + this.waiting[place]!.length;
  }

  private held(place: number): number {
    return this.countsRequests ? this.load(place) : this.connections[place]!;
  }
}
