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
  /** Time for which cores were used, and for which jobs were here, up to the last look [core s] and [job s]. */
  readonly used: number;
  readonly present: number;
  /** Jobs here now. */
  readonly count: number;
  add(work: number): Job;
  /** Takes a job away; what it still has to do is in `left`. */
  remove(job: Job): void;
  bringUpToDate(): void;
}

/** A core for everybody: work takes as long as it is. */
export class AmpleCores implements Cores {
  used = 0;
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
      this.used += job.left;
      job.left = 0;
      job.done.comeTrue();
    });
    return job;
  }

  get present(): number {
    return this.used;
  }

  get count(): number {
    return this.times.size;
  }

  remove(job: Job): void {
    const { begun, done } = this.times.get(job)!;
    this.times.delete(job);
    this.used += this.engine.now - begun;
    job.left = done - this.engine.now;
  }

  bringUpToDate(): void {
    for (const { begun } of this.times.values()) this.used += this.engine.now - begun;
  }
}

/** Processor sharing as its definition says: at every change each job's remaining work is brought up to date. */
export class SharedCores implements Cores {
  used = 0;
  present = 0;
  /** Of those who want to know how many cores are in use. */
  onChange: (() => void) | undefined;
  private readonly engine: Engine;
  private cores: number;
  private speed = 1;
  private jobs: Job[] = [];
  private changedAt = 0;
  private changes = 0;

  constructor(engine: Engine, cores: number) {
    this.engine = engine;
    this.cores = cores;
  }

  get count(): number {
    return this.jobs.length;
  }

  /** Cores in use now. */
  get inUse(): number {
    return Math.min(this.cores, this.jobs.length);
  }

  setCores(cores: number): void {
    this.bringUpToDate();
    this.cores = cores;
    this.waitForNext();
  }

  /** Work that a core does in a second. */
  setSpeed(speed: number): void {
    this.bringUpToDate();
    this.speed = speed;
    this.waitForNext();
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
    const time = this.engine.now - this.changedAt;
    for (const job of this.jobs) job.left -= time * this.rate();
    this.used += time * this.inUse;
    this.present += time * this.jobs.length;
    this.changedAt = this.engine.now;
  }

  /** Of each job; nobody gets more than one core. */
  private rate(): number {
    return this.jobs.length === 0 ? 0 : (this.speed * this.inUse) / this.jobs.length;
  }

  private waitForNext(): void {
    const change = ++this.changes;
    this.onChange?.();
    if (this.rate() === 0) return;
    const next = this.jobs.reduce((a, b) => (b.left < a.left ? b : a));
    const timer = this.engine.timer(Math.max(0, next.left / this.rate()), Order.departure);
    timer.whenTrue(() => {
      if (change !== this.changes) return;
      this.remove(next);
      next.done.comeTrue();
    });
  }
}
