import { type EventKind, NONE, type Simulation, type TimerRing, type UniformStream } from '@dynosim/sim-core';
import type { Requests } from '../request/requests.ts';

/**
 * The master's watch over workers that share a CPU, where nobody knows beforehand how long a service takes: a worker
 * that has held one request for the timeout is killed at the master's next look, within a second of it.
 */
export class WorkerDeadlines {
  private readonly simulation: Simulation;
  private readonly requests: Requests;
  private readonly kill: EventKind;
  private readonly nextLook: UniformStream;
  private readonly timers: TimerRing;
  private readonly workers: number;
  /** Pending kill of each worker, by its number among all, or NONE. */
  private readonly kills: Int32Array;

  constructor(
    simulation: Simulation,
    requests: Requests,
    kill: EventKind,
    nextLook: UniformStream,
    settings: { readonly timeout: number; readonly dynos: number; readonly workers: number },
  ) {
    this.simulation = simulation;
    this.requests = requests;
    this.kill = kill;
    this.nextLook = nextLook;
    this.workers = settings.workers;
    this.kills = new Int32Array(settings.dynos * settings.workers).fill(NONE);
    this.timers = simulation.timers('worker timeout', settings.timeout, (slot) => this.overdue(slot));
  }

  /** Service of the request begins. */
  watch(slot: number): void {
    this.timers.arm(slot);
  }

  /** Service of the request has ended in time. */
  release(slot: number): void {
    this.timers.disarm(slot);
    const place = this.place(slot);
    if (this.kills[place] !== NONE) this.simulation.cancel(this.kills[place]!);
    this.kills[place] = NONE;
  }

  /** The kill took place. */
  done(slot: number): void {
    this.kills[this.place(slot)] = NONE;
  }

  private overdue(slot: number): void {
    this.kills[this.place(slot)] = this.simulation.schedule(this.nextLook.next(), this.kill, slot);
  }

  private place(slot: number): number {
    return this.requests.dyno[slot]! * this.workers + this.requests.worker[slot]!;
  }
}
