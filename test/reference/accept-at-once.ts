import type { Acceptor, ListenQueue } from './listen-queue.ts';
import type { Worker } from './worker.ts';

/** Workers stand in a line, from which the first takes a connection in no time. */
export class LongestReady implements Acceptor {
  private line: Worker[];
  private readonly queue: ListenQueue;

  constructor(queue: ListenQueue) {
    this.queue = queue;
    this.line = [...queue.workers];
  }

  entered(): void {
    const worker = this.line.shift();
    if (worker) this.ready(worker);
  }

  ready(worker: Worker): void {
    while (worker.isReady && this.queue.waiting.length > 0) worker.take(this.queue.waiting.shift()!);
    if (worker.isReady && !this.line.includes(worker)) this.line.push(worker);
  }

  stopped(worker: Worker): void {
    this.line = this.line.filter((other) => other !== worker);
  }
}

/** The ready worker with the fewest requests, the first of several. */
export class LeastBusy implements Acceptor {
  private readonly queue: ListenQueue;

  constructor(queue: ListenQueue) {
    this.queue = queue;
  }

  entered(): void {
    const ready = this.queue.workers.filter((worker) => worker.isReady);
    const fewest = Math.min(...ready.map((worker) => worker.inside));
    ready.find((worker) => worker.inside === fewest)?.take(this.queue.waiting.shift()!);
  }

  ready(worker: Worker): void {
    while (worker.isReady && this.queue.waiting.length > 0) worker.take(this.queue.waiting.shift()!);
  }

  stopped(): void {}
}
