import { type EventKind, fail, Order, type Simulation, type UniformStream } from '@dynosim/sim-core';
import { Life, type Workers } from './workers.ts';

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
  /** Above the quota it swaps; or the kernel kills the largest worker at once, or the whole dyno. */
  readonly atQuota: 'swap' | 'kill-worker' | 'restart';
  /** With swap: the dyno is killed where a look finds more than this many quotas. */
  readonly killAt: number;
  /** Work takes 1 + this x (memory / quota - 1) times as long on swap. */
  readonly swapSlowdown: number;
  /** From the kill of a dyno to its new workers [s]. */
  readonly restart: number;
}

/** What became of all dynos together. */
export interface MemoryCounts {
  /** Highest memory of any dyno [MiB]. */
  readonly memoryPeak: number;
  /** [MiB]; Infinity where memory is not followed. */
  readonly memoryQuota: number;
  /** Looks that found more than the quota, and those after which the dyno was killed. */
  readonly r14: number;
  readonly r15: number;
  /** When that happened for the first time, at whichever dyno, from the start of the run [s]; Infinity: never. */
  readonly firstR14: number;
  readonly firstR15: number;
  /** Workers that the kernel killed, or dynos. */
  readonly memoryKills: number;
}

const NEVER = Number.POSITIVE_INFINITY;
export const NO_MEMORY: MemoryCounts = {
  memoryPeak: 0,
  memoryQuota: Number.POSITIVE_INFINITY,
  r14: 0,
  r15: 0,
  firstR14: NEVER,
  firstR15: NEVER,
  memoryKills: 0,
};

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
export const LOOK = 20;
/** Relative slack of memory that is added up change by change. */
const SLACK = 1e-9;

/**
 * Memory of all dynos: master, workers that warm up and leak, requests in flight. Above its quota a dyno swaps (R14)
 * and everything slows down; far above it is killed (R15), both noticed only when the platform looks, so the overshoot
 * is real. Where there is no swap the kernel kills the largest worker at once (54 of 54 measured), on Fir the dyno.
 *
 * Hot: a few additions a request.
 */
export class DynoMemory {
  /** So far. */
  readonly counts: { -readonly [K in keyof MemoryCounts]: number };
  private readonly simulation: Simulation;
  private readonly workers: Workers;
  private readonly rule: MemoryRule;
  private readonly host: MemoryHost;
  private readonly hasSwap: boolean;
  private readonly exhausted: EventKind;
  /** Of each worker, without its requests in flight; 0 while it is down. */
  private readonly own: Float64Array;
  /** Requests that run in each worker. */
  private readonly running: Int32Array;
  /** Of each dyno; 0 while it is down. */
  private readonly total: Float64Array;
  private readonly isKilling: Uint8Array;

  /** When the platform looks at a dyno for the first time is chance: one number of `phase` each. */
  constructor(simulation: Simulation, workers: Workers, rule: MemoryRule, phase: UniformStream, host: MemoryHost) {
    const dynos = workers.count / workers.perDyno;
    this.simulation = simulation;
    this.workers = workers;
    this.counts = { ...NO_MEMORY, memoryQuota: rule.quota };
    this.rule = rule;
    this.hasSwap = rule.atQuota === 'swap';
    this.host = host;
    this.own = new Float64Array(workers.count);
    this.running = new Int32Array(workers.count);
    this.total = new Float64Array(dynos).fill(rule.master);
    this.isKilling = new Uint8Array(dynos);
    this.exhausted = simulation.on('memory exhausted', (dyno) => this.kill(dyno), Order.change);
    const look = simulation.onBackground('look at memory', (dyno) => this.look(dyno), Order.change);
    for (let dyno = 0; dyno < dynos; dyno++) simulation.startBackground(LOOK * phase.next(), look, dyno);
    for (let place = 0; place < workers.count; place++) this.up(place);
  }

  /** How many times as long work takes on the dyno now. */
  slowdown(dyno: number): number {
    const { swapSlowdown, quota } = this.rule;
    const over = this.total[dyno]! / quota - 1;
    return this.hasSwap && over > 0 ? 1 + swapSlowdown * over : 1;
  }

  up(place: number): void {
    this.change(place, this.need(0));
    this.own[place] = this.need(0);
  }

  /** With the requests that ran in it. */
  down(place: number): void {
    this.change(place, -this.own[place]! - this.running[place]! * this.rule.perRequest);
    this.own[place] = 0;
    this.running[place] = 0;
  }

  /** The master of a dyno is there, or gone, and none of its workers is. */
  booted(dyno: number): void {
    this.total[dyno] = this.rule.master;
  }

  died(dyno: number): void {
    this.total[dyno] = 0;
  }

  begun(place: number): void {
    this.running[place]! += 1;
    this.change(place, this.rule.perRequest);
  }

  /** A request of the worker is over; `served`: requests that it has finished in this life. */
  finished(place: number, served: number): void {
    const need = this.need(served);
    this.running[place]! -= 1;
    this.change(place, need - this.own[place]! - this.rule.perRequest);
    this.own[place] = need;
  }

  /** Memory back to its baseline: a dyno has its master, what its workers need, and what runs in them, or it throws. */
  checkLaw(): void {
    const { perDyno } = this.workers;
    for (let dyno = 0; dyno < this.total.length; dyno++) {
      let expected = this.workers.isDynoUp[dyno] === 1 ? this.rule.master : 0;
      for (let place = dyno * perDyno; place < (dyno + 1) * perDyno; place++) {
        const isThere = this.workers.life[place] !== Life.down;
        if (isThere) expected += this.need(this.workers.served[place]!) + this.running[place]! * this.rule.perRequest;
        if (this.running[place]! > (isThere ? this.workers.busy[place]! : 0)) fail('law broken: memory of a request');
      }
      const total = this.total[dyno]!;
      if (!(Math.abs(total - expected) <= SLACK * Math.max(1, this.counts.memoryPeak))) {
        fail(`law broken: memory of a dyno: ${total} against ${expected}`);
      }
    }
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
    if (total > this.counts.memoryPeak) this.counts.memoryPeak = total;
    if (total <= this.rule.quota || this.hasSwap || this.isKilling[dyno] === 1) return;
    this.isKilling[dyno] = 1;
    this.simulation.schedule(0, this.exhausted, dyno);
  }

  private kill(dyno: number): void {
    this.isKilling[dyno] = 0;
    if (this.rule.atQuota === 'kill-worker') this.killLargest(dyno);
    else if (this.workers.isDynoUp[dyno] === 1) {
      this.counts.memoryKills += 1;
      this.host.restart(dyno, this.rule.restart);
    }
  }

  private killLargest(dyno: number): void {
    const first = dyno * this.workers.perDyno;
    let largest = first;
    for (let place = first; place < first + this.workers.perDyno; place++) {
      if (this.own[place]! > this.own[largest]!) largest = place;
    }
    if (this.own[largest] === 0) return;
    this.counts.memoryKills += 1;
    this.host.killWorker(largest);
  }

  private look(dyno: number): number {
    if (this.workers.isDynoUp[dyno] === 0) return LOOK;
    const total = this.total[dyno]!;
    const { quota, killAt, restart } = this.rule;
    this.host.looked(dyno, total);
    if (!this.hasSwap || total <= quota) return LOOK;
    const { counts } = this;
    const { now } = this.simulation;
    if (total > killAt * quota) {
      counts.r15 += 1;
      counts.firstR15 = Math.min(counts.firstR15, now);
      this.host.restart(dyno, restart);
    } else {
      counts.r14 += 1;
      counts.firstR14 = Math.min(counts.firstR14, now);
    }
    return LOOK;
  }
}
