import { type EventKind, Order, type Simulation, type UniformStream } from '@dynosim/sim-core';
import type { Workers } from './workers.ts';

/** What a dyno's processes need, and what happens when that is too much. [MiB], unless something else is said. */
export interface MemoryRule {
  readonly master: number;
  /** Of a worker that has warmed up, before it leaks. */
  readonly worker: number;
  readonly perRequest: number;
  readonly leakPerRequest: number;
  /** Share of a worker's memory that is its own right after the fork: 1 unless the app is preloaded. */
  readonly ownAtFork: number;
  /** Requests after which two thirds of the rest are its own too. */
  readonly dirtying: number;
  readonly quota: number;
  /** The dyno is killed where a look finds more than this many quotas; without swap the kernel kills at the quota. */
  readonly killAt: number;
  readonly hasSwap: boolean;
  /** Work takes 1 + this x (memory / quota - 1) times as long on swap. */
  readonly swapSlowdown: number;
  /** From the kill of a dyno to its new workers [s]. */
  readonly restart: number;
}

/** What memory does to workers. */
export interface MemoryHost {
  /** The kernel kills the worker. */
  killWorker(place: number): void;
  /** The platform kills the dyno; its workers are up again after `delay` [s]. */
  restart(dyno: number, delay: number): void;
  /** A look at the dyno's memory [MiB]. */
  looked(dyno: number, total: number): void;
}

/** The platform looks at a dyno's memory so often [s]: log-runtime-metrics, "about every 20 seconds". */
const LOOK = 20;

/**
 * Memory of all dynos: master, workers that warm up and leak, requests in flight. Above its quota a dyno swaps (R14)
 * and everything slows down; far above it is killed (R15), both noticed only when the platform looks, so the overshoot
 * is real. Where there is no swap the kernel kills the largest worker at once (54 of 54 measured).
 *
 * Hot: a few additions a request.
 */
export class DynoMemory {
  /** Highest memory of any dyno so far; looks that found too much; dynos killed; workers that the kernel killed. */
  peak = 0;
  r14 = 0;
  r15 = 0;
  kills = 0;
  private readonly simulation: Simulation;
  private readonly workers: Workers;
  private readonly rule: MemoryRule;
  private readonly host: MemoryHost;
  private readonly exhausted: EventKind;
  /** Of each worker, without its requests in flight; 0 while it is down. */
  private readonly own: Float64Array;
  private readonly total: Float64Array;
  private readonly isKilling: Uint8Array;

  /** When the platform looks at a dyno for the first time is chance: one number of `phase` each. */
  constructor(simulation: Simulation, workers: Workers, rule: MemoryRule, phase: UniformStream, host: MemoryHost) {
    const dynos = workers.count / workers.perDyno;
    this.simulation = simulation;
    this.workers = workers;
    this.rule = rule;
    this.host = host;
    this.own = new Float64Array(workers.count);
    this.total = new Float64Array(dynos).fill(rule.master);
    this.isKilling = new Uint8Array(dynos);
    this.exhausted = simulation.on('memory exhausted', (dyno) => this.killLargest(dyno), Order.change);
    const look = simulation.onBackground('look at memory', (dyno) => this.look(dyno), Order.change);
    for (let dyno = 0; dyno < dynos; dyno++) simulation.startBackground(LOOK * phase.next(), look, dyno);
    for (let place = 0; place < workers.count; place++) this.up(place);
  }

  /** How many times as long work takes on the dyno now. */
  slowdown(dyno: number): number {
    const { hasSwap, swapSlowdown, quota } = this.rule;
    const over = this.total[dyno]! / quota - 1;
    return hasSwap && over > 0 ? 1 + swapSlowdown * over : 1;
  }

  up(place: number): void {
    this.change(place, this.need(0));
    this.own[place] = this.need(0);
  }

  down(place: number): void {
    this.change(place, -this.own[place]!);
    this.own[place] = 0;
  }

  begun(place: number): void {
    this.change(place, this.rule.perRequest);
  }

  /** A request of the worker is over; `served`: requests that it has finished in this life. */
  finished(place: number, served: number): void {
    const need = this.need(served);
    this.change(place, need - this.own[place]! - this.rule.perRequest);
    this.own[place] = need;
  }

  /** Requests in flight that a dead worker takes with it. */
  lost(place: number, requests: number): void {
    this.change(place, -requests * this.rule.perRequest);
  }

  /** Of a worker that has served so many requests: its own share of the app grows, and then what it leaks. */
  private need(served: number): number {
    const { worker, ownAtFork, dirtying, leakPerRequest } = this.rule;
    const own = ownAtFork === 1 ? 1 : 1 - (1 - ownAtFork) * Math.exp(-served / dirtying);
    return worker * own + leakPerRequest * served;
  }

  private change(place: number, delta: number): void {
    const dyno = this.workers.dynoOf(place);
    const total = (this.total[dyno]! += delta);
    if (total > this.peak) this.peak = total;
    if (total <= this.rule.quota || this.rule.hasSwap || this.isKilling[dyno] === 1) return;
    this.isKilling[dyno] = 1;
    this.simulation.schedule(0, this.exhausted, dyno);
  }

  private killLargest(dyno: number): void {
    this.isKilling[dyno] = 0;
    const first = dyno * this.workers.perDyno;
    let largest = first;
    for (let place = first; place < first + this.workers.perDyno; place++) {
      if (this.own[place]! > this.own[largest]!) largest = place;
    }
    if (this.own[largest] === 0) return;
    this.kills += 1;
    this.host.killWorker(largest);
  }

  private look(dyno: number): number {
    const total = this.total[dyno]!;
    const { quota, killAt, hasSwap, restart } = this.rule;
    this.host.looked(dyno, total);
    if (hasSwap && total > killAt * quota) {
      this.r15 += 1;
      this.host.restart(dyno, restart);
    } else if (hasSwap && total > quota) this.r14 += 1;
    return LOOK;
  }
}
