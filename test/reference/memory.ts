import type { Scenario } from '@dynosim/models';
import { Order } from '@dynosim/sim-core';
import type { Engine, Process } from './engine.ts';
import type { Worker } from './worker.ts';

export interface MemoryContext {
  readonly engine: Engine;
  readonly rule: NonNullable<Scenario['memory']>;
  /** Share of the first 20 s after which the platform looks for the first time. */
  readonly phase: number;
  readonly isUp: () => boolean;
  readonly workers: () => readonly Worker[];
  /** The platform kills the dyno. */
  readonly restart: () => void;
}

/** What the processes of a dyno need, reckoned anew whenever somebody asks [MiB]. */
export class Memory {
  peak = 0;
  r14: number[] = [];
  r15: number[] = [];
  kills = 0;
  private readonly context: MemoryContext;
  private isKillDue = false;

  constructor(context: MemoryContext) {
    this.context = context;
    context.engine.start(this.look());
  }

  get total(): number {
    const { isUp, workers, rule } = this.context;
    if (!isUp()) return 0;
    const running = workers().reduce((sum, worker) => sum + worker.running.size, 0);
    const own = workers().reduce((sum, worker) => sum + this.need(worker), 0);
    return rule.master + own + running * rule.perRequest;
  }

  /** How many times as long computing takes: everything that is too much is on disk. */
  get slowdown(): number {
    const { quota, swapSlowdown, atQuota } = this.context.rule;
    return atQuota === 'swap' ? Math.max(1, 1 + swapSlowdown * (this.total / quota - 1)) : 1;
  }

  changed(): void {
    const { engine, rule } = this.context;
    const { total } = this;
    this.peak = Math.max(this.peak, total);
    if (rule.atQuota === 'swap' || total <= rule.quota || this.isKillDue) return;
    this.isKillDue = true;
    engine.timer(0, Order.change).whenTrue(() => this.kill());
  }

  /** Of a worker without the requests that run in it: a fork shares pages until requests write to them. */
  private need({ life }: Worker): number {
    const { worker, leakPerRequest, ownAtFork, dirtying } = this.context.rule;
    if (life.isGone) return 0;
    const shared = (1 - ownAtFork) * Math.exp(-life.ended / dirtying);
    return worker * (1 - shared) + leakPerRequest * life.ended;
  }

  private kill(): void {
    this.isKillDue = false;
    if (this.context.rule.atQuota === 'kill-worker') this.killLargest();
    else if (this.context.isUp()) {
      this.kills += 1;
      this.context.restart();
    }
  }

  private killLargest(): void {
    const needs = this.context.workers().map((worker) => this.need(worker));
    const most = Math.max(...needs);
    if (most === 0) return;
    this.kills += 1;
    this.context.workers()[needs.indexOf(most)]!.life.killedByKernel();
  }

  private *look(): Process {
    const { engine, phase, isUp, restart, rule } = this.context;
    for (let pause = 20 * phase; ; pause = 20) {
      yield engine.timer(pause, Order.change);
      const { total } = this;
      if (!isUp() || rule.atQuota !== 'swap' || total <= rule.quota) continue;
      if (total <= rule.killAt * rule.quota) this.r14.push(engine.now);
      else {
        this.r15.push(engine.now);
        restart();
      }
    }
  }
}
