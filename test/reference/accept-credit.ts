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
  private free: Worker[];
  private readonly sent = new Map<Worker, Request>();
  /** Connections with which the master is through. */
  private handled: Request[] = [];
  /** All that no worker has been sent, in the order in which they came. */
  private here: Request[] = [];

  constructor(engine: Engine, master: Turns, overhead: { accept: number; master: number }, queue: ListenQueue) {
    this.engine = engine;
    this.master = master;
    this.overhead = overhead;
    this.queue = queue;
    this.free = [...queue.workers];
  }

  entered(): void {
    const request = this.queue.waiting.shift()!;
    this.here.push(request);
    this.engine.start(this.handle(request));
  }

  ready(worker: Worker): void {
    this.engine.start(this.send(worker));
  }

  stopped(worker: Worker): void {
    this.free = this.free.filter((other) => other !== worker);
  }

  recall(worker: Worker): Request[] {
    const request = this.sent.get(worker);
    this.sent.delete(worker);
    return request ? [request] : [];
  }

  reset(): Request[] {
    this.master.forgetAll();
    this.handled = [];
    return this.here.splice(0);
  }

  private *handle(request: Request): Process {
    yield this.master.ask(new AcceptTask(this.overhead.master));
    this.handled.push(request);
    const worker = this.free.shift();
    if (worker) yield* this.send(worker);
  }

  private *send(worker: Worker): Process {
    while (this.handled.length > 0) {
      const request = this.handled.shift()!;
      this.here = this.here.filter((other) => other !== request);
      this.sent.set(worker, request);
      yield worker.turns!.ask(new AcceptTask(this.overhead.accept));
      this.sent.delete(worker);
      worker.take(request);
    }
    this.free.push(worker);
  }
}
