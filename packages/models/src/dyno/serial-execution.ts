import { FifoQueue, Order, type Simulation, type TimerRing } from '@dynosim/sim-core';
import { ACCEPT, CLOSE, type Execution, type ExecutionHost } from './execution.ts';

/** No task computes. */
const IDLE = -3;
/** A task has just computed, and what comes of it may go on without giving the lock away. */
const PASSING = -4;

/** How tasks take turns. */
export interface TurnRule {
  /** A task gives way after this long, if another one has waited that long [s]; Infinity: it computes to its end. */
  readonly quantum: number;
  /** Tasks that come back from a wait go first. */
  readonly resumedFirst: boolean;
}

/**
 * Processes in which one task computes at a time: an event loop, or threads with an interpreter lock. First come first
 * served; with a quantum a task that computes on while others wait is put at the end of the line (round robin). As in
 * CPython and Ruby the quantum runs from when somebody waits, not from when the task began: whoever computes alone is
 * not disturbed. Source: CPython Python/ceval_gil.h (switch interval 5 ms), Ruby thread_pthread.c (100 ms).
 *
 * Hot: a ring for each worker and kind of task; a timer only while somebody waits for a lock.
 */
export class SerialExecution implements Execution {
  /** Workers, and the masters after them. */
  readonly places: number;
  private readonly host: ExecutionHost;
  /** The task that computes in each process, or IDLE. */
  private readonly current: Int32Array;
  private readonly fresh: readonly FifoQueue[];
  private readonly resumed: readonly FifoQueue[];
  /** Work that each waiting task brings [s]: those of requests by slot, those of accepting by place. */
  private work = new Float64Array(64);
  private readonly acceptWork: Float64Array;
  /** Slots whose task has begun and was made to give way. */
  private hasBegun = new Uint8Array(64);
  private readonly expiry: TimerRing | undefined;

  constructor(simulation: Simulation, host: ExecutionHost, rule: TurnRule, places: number) {
    this.places = places;
    this.host = host;
    this.current = new Int32Array(places).fill(IDLE);
    this.fresh = Array.from({ length: places }, () => new FifoQueue(4));
    this.resumed = rule.resumedFirst ? Array.from({ length: places }, () => new FifoQueue(4)) : this.fresh;
    this.acceptWork = new Float64Array(places);
    this.expiry =
      rule.quantum < Number.POSITIVE_INFINITY
        ? simulation.timers('turn is over', rule.quantum, (place) => this.giveWay(place), Order.timeout)
        : undefined;
  }

  run(place: number, task: number, work: number, resumed: boolean): void {
    if (task >= 0) this.keep(task, work);
    else if (task === ACCEPT) this.acceptWork[place] = work;
    if (this.current[place]! <= IDLE) {
      if (this.current[place] === IDLE) this.host.computingChanged(place, 1);
      this.start(place, task);
      if (this.expiry && this.isAwaited(place)) this.expiry.arm(place);
      return;
    }
    if (this.expiry && !this.isAwaited(place)) this.expiry.arm(place);
    (resumed ? this.resumed : this.fresh)[place]!.push(task);
  }

  drop(place: number, slot: number): boolean {
    if (this.current[place] !== slot) return this.resumed[place]!.remove(slot) || this.fresh[place]!.remove(slot);
    this.host.cpu(place).remove(place);
    this.expiry?.disarm(place);
    this.proceed(place);
    return true;
  }

  clear(place: number): void {
    while (this.fresh[place]!.length > 0) this.fresh[place]!.shift();
    while (this.resumed[place]!.length > 0) this.resumed[place]!.shift();
    if (this.current[place]! <= IDLE) return;
    this.host.cpu(place).remove(place);
    this.expiry?.disarm(place);
    this.proceed(place);
  }

  /** The request that computes in the worker; ACCEPT or less if none does. */
  running(place: number): number {
    return this.current[place]!;
  }

  /** A task of the worker computes, or waits for a core and for nothing else. */
  isComputing(place: number): boolean {
    return this.current[place]! > IDLE;
  }

  /**
   * The CPU has done the work of the task that computes. In a loop the next one starts before anybody hears of it, but
   * a turn in which it accepts ends when all connections are in. Who has a lock keeps it for what comes next, the thread
   * that it has woken or the next request in its own hands; only then does it go to those who wait.
   */
  complete(place: number): void {
    const task = this.current[place]!;
    if (!this.expiry) {
      if (task !== ACCEPT) this.proceed(place);
      this.host.computed(place, task);
      if (task === ACCEPT) this.proceed(place);
      return;
    }
    this.expiry.disarm(place);
    this.current[place] = PASSING;
    this.host.computed(place, task);
    if (this.current[place] === PASSING) this.proceed(place);
  }

  private isAwaited(place: number): boolean {
    return this.fresh[place]!.length > 0 || this.resumed[place]!.length > 0;
  }

  private proceed(place: number): void {
    const queue = this.resumed[place]!.length > 0 ? this.resumed[place]! : this.fresh[place]!;
    if (queue.length === 0) {
      this.current[place] = IDLE;
      this.host.computingChanged(place, -1);
      return;
    }
    this.start(place, queue.shift());
    if (this.expiry && this.isAwaited(place)) this.expiry.arm(place);
  }

  private start(place: number, task: number): void {
    this.current[place] = task;
    if (task < 0) {
      this.host.begun(place, task);
      this.host.cpu(place).add(place, task === CLOSE ? 0 : this.acceptWork[place]!);
      return;
    }
    if (this.hasBegun[task] === 0) this.host.begun(place, task);
    this.host.cpu(place).add(place, this.work[task]!);
  }

  private giveWay(place: number): void {
    const task = this.current[place]!;
    const left = this.host.cpu(place).remove(place);
    if (task >= 0) {
      this.work[task] = left;
      this.hasBegun[task] = 1;
    } else if (task === ACCEPT) this.acceptWork[place] = left;
    this.fresh[place]!.push(task);
    this.proceed(place);
  }

  /** Before it computes, the request turns out to need no more than this [s]. */
  curtail(slot: number, work: number): void {
    this.work[slot] = work;
  }

  private keep(slot: number, work: number): void {
    if (slot >= this.work.length) this.grow(slot);
    this.work[slot] = work;
    this.hasBegun[slot] = 0;
  }

  private grow(slot: number): void {
    const length = Math.max(2 * this.work.length, slot + 1);
    const work = new Float64Array(length);
    const hasBegun = new Uint8Array(length);
    work.set(this.work);
    hasBegun.set(this.hasBegun);
    this.work = work;
    this.hasBegun = hasBegun;
  }
}
