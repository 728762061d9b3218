import type { Engine, Process } from './engine.ts';
import type { Acceptor, ListenQueue } from './listen-queue.ts';
import type { Request } from './request.ts';
import { AcceptTask, type Turns } from './turns.ts';
import type { Worker } from './worker.ts';

/** A master that sends a worker its next connection when that has taken the last one. */
export class Credit implements Acceptor {
  private readonly engine: Engine;
  private readonly master: Turns;
  private readonly overhead: { readonly accept: number; readonly master: number };
  private readonly queue: ListenQueue;
  private readonly free: Worker[];
  /** Connections with which the master is through. */
  private readonly handled: Request[] = [];

  constructor(engine: Engine, master: Turns, overhead: { accept: number; master: number }, queue: ListenQueue) {
    this.engine = engine;
    this.master = master;
    this.overhead = overhead;
    this.queue = queue;
    this.free = [...queue.workers];
  }

  entered(): void {
    this.engine.start(this.handle(this.queue.waiting.shift()!));
  }

  ready(): void {}

  stopped(): void {}

  private *handle(request: Request): Process {
    yield this.master.ask(new AcceptTask(this.overhead.master));
    this.handled.push(request);
    const worker = this.free.shift();
    if (worker) yield* this.send(worker);
  }

  private *send(worker: Worker): Process {
    while (this.handled.length > 0) {
      const request = this.handled.shift()!;
      yield worker.turns!.ask(new AcceptTask(this.overhead.accept));
      worker.take(request);
    }
    this.free.push(worker);
  }
}
