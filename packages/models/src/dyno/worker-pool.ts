import { FifoQueue, type ProcessorSharing } from '@dynosim/sim-core';
import type { Requests } from '../request/requests.ts';
import type { ServerProfile } from '../servers/server.ts';

/** What a worker pool asks of the dyno around it. */
export interface PoolHost {
  /** A worker begins with the request, or goes on to its next phase: make its service take place. */
  serve(slot: number): void;
  /** Idle workers became busy (+1) or busy ones idle (-1). */
  busyChanged(delta: number): void;
}

/**
 * The master queue and its workers: a request stays in the listen queue of the socket that all workers share until
 * one of them is free (late binding, first come first served, M/G/W). Nobody dispatches: the "master queue" of
 * Heroku's articles is the kernel's listen backlog, which holds backlog + 1 connections (listen(2), measured).
 *
 * Hot: a few array accesses for each request.
 */
export class WorkerPool {
  /** CPU that the workers share; undefined where each has a core of its own. */
  readonly cpu: ProcessorSharing | undefined;
  private readonly requests: Requests;
  private readonly host: PoolHost;
  private readonly room: number;
  private readonly idle: FifoQueue;
  private readonly queue = new FifoQueue();
  /** 1 for a worker that has not served anything yet. */
  private readonly cold: Uint8Array;

  constructor(requests: Requests, profile: ServerProfile, host: PoolHost, cpu: ProcessorSharing | undefined) {
    this.requests = requests;
    this.host = host;
    this.cpu = cpu;
    this.room = profile.backlog + 1;
    this.idle = new FifoQueue(profile.workers);
    this.cold = new Uint8Array(profile.workers).fill(1);
    for (let w = 0; w < profile.workers; w++) this.idle.push(w);
  }

  /** Requests that wait in the listen queue. */
  get waiting(): number {
    return this.queue.length;
  }

  /** True while the listen queue takes another connection. */
  get hasRoom(): boolean {
    return this.queue.length < this.room;
  }

  /** A connection enters the listen queue, and leaves it at once if a worker is idle. */
  enter(slot: number): void {
    if (this.idle.length === 0) {
      this.queue.push(slot);
      return;
    }
    this.requests.worker[slot] = this.idle.shift();
    this.host.busyChanged(1);
    this.host.serve(slot);
  }

  /** A worker is free for the next request: it has answered one. */
  free(worker: number): void {
    if (this.queue.length === 0) {
      this.idle.push(worker);
      this.host.busyChanged(-1);
      return;
    }
    const slot = this.queue.shift();
    this.requests.worker[slot] = worker;
    this.host.serve(slot);
  }

  /** A worker was killed: it serves nobody until `revive` is called for its replacement, which starts cold. */
  lose(worker: number): void {
    this.cold[worker] = 1;
    this.host.busyChanged(-1);
  }

  /** The replacement of a killed worker is up. */
  revive(worker: number): void {
    this.host.busyChanged(1);
    this.free(worker);
  }

  /** True once for each life of a worker. */
  isFirstRequest(worker: number): boolean {
    const first = this.cold[worker] === 1;
    this.cold[worker] = 0;
    return first;
  }
}
