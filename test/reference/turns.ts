import { Order } from '@dynosim/sim-core';
import type { Cores, Job } from './cores.ts';
import { Condition, type Engine } from './engine.ts';
import type { Request } from './request.ts';

/** Something to compute where one task computes at a time. */
export class Task {
  readonly done = new Condition();
  /** Of a request; accepting and closing have none. */
  readonly request: Request | undefined;
  readonly isResumed: boolean;
  /** Known when its first turn begins, then brought up to date when its turn ends [s of one core]. */
  left: number | (() => number);

  constructor(work: number | (() => number), request?: Request, isResumed = false) {
    this.left = work;
    this.request = request;
    this.isResumed = isResumed;
  }
}

/** A turn in which connections are taken in: it ends when all of them are. */
export class AcceptTask extends Task {}

export interface TurnsContext {
  readonly engine: Engine;
  readonly cores: Cores;
  readonly quantum: number;
  readonly resumedFirst: boolean;
  readonly begins: (task: Task) => void;
}

/** One at a time: a lock, whose holder gives way after a quantum, or a loop, whose quantum never ends. */
export class Turns {
  /** Who computed when, from and to [s]. */
  readonly spans: { from: number; to: number }[] = [];
  holder: Task | undefined;
  private job: Job | undefined;
  private line: Task[] = [];
  private turn = 0;
  private readonly context: TurnsContext;

  constructor(context: TurnsContext) {
    this.context = context;
  }

  ask(task: Task): Condition {
    if (this.holder) this.join(task);
    else this.begin(task);
    return task.done;
  }

  /** It will not be computed any more. */
  forget(task: Task): void {
    this.line = this.line.filter((other) => other !== task);
    if (this.holder !== task) return;
    this.interrupt();
    this.beginNext();
  }

  forgetAll(): void {
    this.line = [];
    if (this.holder) this.interrupt();
  }

  private join(task: Task): void {
    const wasAlone = this.line.length === 0;
    const place = this.line.findIndex((other) => !other.isResumed);
    if (this.context.resumedFirst && task.isResumed && place >= 0) this.line.splice(place, 0, task);
    else this.line.push(task);
    if (wasAlone) this.giveWayAfterQuantum();
  }

  private begin(task: Task): void {
    const { engine, cores, begins } = this.context;
    this.holder = task;
    const turn = ++this.turn;
    if (typeof task.left === 'function') task.left = task.left();
    this.spans.push({ from: engine.now, to: Number.NaN });
    const job = cores.add(task.left);
    this.job = job;
    job.done.whenTrue(() => {
      if (turn === this.turn) this.end(task);
    });
    begins(task);
    if (this.line.length > 0) this.giveWayAfterQuantum();
  }

  private end(task: Task): void {
    this.leave();
    const isLoop = this.context.quantum === Number.POSITIVE_INFINITY;
    const isAccepting = isLoop && task instanceof AcceptTask;
    if (isAccepting) this.holder = task;
    else if (isLoop) this.beginNext();
    task.done.comeTrue();
    if (isAccepting) this.holder = undefined;
    if (!this.holder) this.beginNext();
  }

  private beginNext(): void {
    const next = this.line.shift();
    if (next) this.begin(next);
  }

  private giveWayAfterQuantum(): void {
    const { engine, quantum } = this.context;
    const turn = this.turn;
    if (quantum === Number.POSITIVE_INFINITY) return;
    engine.timer(quantum, Order.timeout).whenTrue(() => {
      if (turn !== this.turn || !this.holder) return;
      const task = this.holder;
      task.left = this.interrupt();
      this.line.push(task);
      this.beginNext();
    });
  }

  /** What the holder still has to do. */
  private interrupt(): number {
    const job = this.job!;
    this.context.cores.remove(job);
    this.leave();
    return job.left;
  }

  private leave(): void {
    this.turn += 1;
    this.holder = undefined;
    this.spans.at(-1)!.to = this.context.engine.now;
  }
}
