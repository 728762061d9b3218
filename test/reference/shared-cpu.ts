import { Order } from '@dynosim/sim-core';
import { Condition, type Engine } from './engine.ts';

/** Work on a CPU. */
export interface Job {
  /** Still to do [s of one core]. */
  left: number;
  readonly done: Condition;
}

/** Processor sharing as its definition says: at every change each job's remaining work is brought up to date. */
export class SharedCpu {
  /** Work given up to the last change [core s]. */
  given = 0;
  private readonly engine: Engine;
  private readonly cores: number;
  private jobs: Job[] = [];
  private changedAt = 0;
  private changes = 0;

  constructor(engine: Engine, cores: number) {
    this.engine = engine;
    this.cores = cores;
  }

  add(work: number): Job {
    this.bringUpToDate();
    const job = { left: work, done: new Condition() };
    this.jobs.push(job);
    this.waitForNext();
    return job;
  }

  remove(job: Job): void {
    this.bringUpToDate();
    this.jobs = this.jobs.filter((other) => other !== job);
    this.waitForNext();
  }

  bringUpToDate(): void {
    const work = (this.engine.now - this.changedAt) * this.rate();
    for (const job of this.jobs) job.left -= work;
    this.given += this.jobs.length * work;
    this.changedAt = this.engine.now;
  }

  /** Of each job; nobody gets more than one core. */
  private rate(): number {
    return Math.min(1, this.cores / this.jobs.length);
  }

  private waitForNext(): void {
    const change = ++this.changes;
    if (this.jobs.length === 0) return;
    const next = this.jobs.reduce((a, b) => (b.left < a.left ? b : a));
    const timer = this.engine.timer(Math.max(0, next.left / this.rate()), Order.departure);
    timer.whenTrue(() => {
      if (change !== this.changes) return;
      this.remove(next);
      next.done.comeTrue();
    });
  }
}
