import { Order } from '@dynosim/sim-core';
import { Condition, type Engine } from './engine.ts';

/** Work that some core does. */
export interface Job {
  /** Still to do [s of one core], when it was last looked at. */
  left: number;
  readonly done: Condition;
}

/** The cores of a dyno. */
export interface Cores {
  /** Work given up to the last look [core s]. */
  readonly given: number;
  add(work: number): Job;
  /** Takes a job away; what it still has to do is in `left`. */
  remove(job: Job): void;
  bringUpToDate(): void;
}

/** A core for everybody: work takes as long as it is. */
export class AmpleCores implements Cores {
  given = 0;
  private readonly engine: Engine;
  /** When each job began and when it will be done [s]. */
  private readonly times = new Map<Job, { readonly begun: number; readonly done: number }>();

  constructor(engine: Engine) {
    this.engine = engine;
  }

  add(work: number): Job {
    const job = { left: work, done: new Condition() };
    this.times.set(job, { begun: this.engine.now, done: this.engine.now + work });
    this.engine.timer(work, Order.departure).whenTrue(() => {
      if (!this.times.delete(job)) return;
      this.given += job.left;
      job.left = 0;
      job.done.comeTrue();
    });
    return job;
  }

  remove(job: Job): void {
    const { begun, done } = this.times.get(job)!;
    this.times.delete(job);
    this.given += this.engine.now - begun;
    job.left = done - this.engine.now;
  }

  bringUpToDate(): void {
    for (const { begun } of this.times.values()) this.given += this.engine.now - begun;
  }
}

/** Processor sharing as its definition says: at every change each job's remaining work is brought up to date. */
export class SharedCores implements Cores {
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
    return this.jobs.length === 0 ? 0 : Math.min(1, this.cores / this.jobs.length);
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
