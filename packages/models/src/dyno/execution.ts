import type { Servers } from '@dynosim/sim-core';

/** Turns of a worker to accept connections and to close one, among those of its requests, known by their slots. */
export const ACCEPT = -1;
export const CLOSE = -2;

/** Who computes in a worker, and when. A task is the slot of a request, ACCEPT or CLOSE. */
export interface Execution {
  /** The task wants to compute for `work` [s of one core]; `resumed`: it comes back from a wait. */
  run(place: number, task: number, work: number, resumed: boolean): void;
  /** A request that is about to compute turns out to need no more than `work` [s]. */
  curtail(slot: number, work: number): void;
  /** Takes a request's task out; false if it has none. */
  drop(place: number, slot: number): boolean;
  /** Takes all tasks of a worker out: it is dead. */
  clear(place: number): void;
}

/** What an execution tells. */
export interface ExecutionHost {
  /** The CPU that the worker uses. */
  cpu(place: number): Servers;
  /** The task begins to compute, for the first time since it was given. */
  begun(place: number, task: number): void;
  /** The task has computed. */
  computed(place: number, task: number): void;
  /** The worker, or a master, begins to compute (+1) or has nothing more to compute (-1). */
  computingChanged(place: number, delta: number): void;
}

/** Every slot computes whenever it likes, as processes and true threads do. Accepting takes no time that anyone sees. */
export class ParallelExecution implements Execution {
  private readonly host: ExecutionHost;

  constructor(host: ExecutionHost) {
    this.host = host;
  }

  run(place: number, task: number, work: number): void {
    if (task < 0) {
      this.host.computed(place, task);
      return;
    }
    this.host.begun(place, task);
    this.host.cpu(place).add(task, work);
  }

  drop(place: number, slot: number): boolean {
    return !Number.isNaN(this.host.cpu(place).remove(slot));
  }

  curtail(): void {}

  clear(): void {}
}
