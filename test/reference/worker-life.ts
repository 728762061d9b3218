import { Outcome } from '@dynosim/models';
import { Order } from '@dynosim/sim-core';
import type { Process } from './engine.ts';
import type { Request } from './request.ts';
import type { Worker } from './worker.ts';

/** Lives of a worker, one after another. */
export class WorkerLife {
  isCold = true;
  private readonly worker: Worker;
  /** Requests that have ended in this life. */
  ended = 0;
  private state: 'up' | 'leaving' | 'gone' = 'up';
  /** Counts lives. */
  private life = 0;
  private number: number;

  constructor(worker: Worker) {
    this.worker = worker;
    this.number = this.draw();
  }

  /** It accepts, and its socket listens, if it has one of its own. */
  get isUp(): boolean {
    return this.state === 'up';
  }

  get isGone(): boolean {
    return this.state === 'gone';
  }

  requestEnded(): void {
    if (this.ended === this.number && this.isUp) this.worker.context.engine.start(this.leaveByNumber());
  }

  connectionClosed(): void {
    if (this.state === 'leaving' && this.worker.profile.recycling.poll === 0) this.goIfEmpty();
  }

  /** The master's patience with a request, or with the loop that computes it, is at an end. */
  kill(request: Request): void {
    const { worker } = this;
    const { victims, answer } = worker.profile.timeout;
    worker.context.tally.kills += 1;
    if (victims === 'all') {
      this.stopListening();
      this.die();
      return;
    }
    request.killed.comeTrue();
    if (this.isUp) this.leave();
    worker.end(request, answer === 'eof' ? Outcome.eof : Outcome.status500);
  }

  /** It was the largest of its dyno. A process does not start in no time. */
  killedByKernel(): void {
    this.stopListening();
    this.worker.loseAll();
    this.go(Math.max(0.1, this.worker.profile.respawn));
  }

  /** So is its master: nobody starts another one. */
  dieWithDyno(): void {
    if (!this.isGone) {
      this.stopListening();
      this.worker.loseAll();
    }
    this.end();
  }

  private *leaveByNumber(): Process {
    const { engine, lives } = this.worker.context;
    const { notice } = this.worker.profile.recycling;
    const { life } = this;
    if (notice > 0) yield engine.timer(notice * lives.next(), Order.change);
    if (life !== this.life || this.state !== 'up') return;
    this.leave();
  }

  /** Accepts no more; goes when it has nothing left, or has been patient for long enough. */
  private leave(): void {
    const { worker, life } = this;
    const { engine } = worker.context;
    const { losesUnread, poll, patience } = worker.profile.recycling;
    this.stopListening();
    if (losesUnread) this.loseWaiting();
    for (const connection of [...worker.connections]) if (connection.isIdle) worker.closeIdle(connection);
    if (patience < Number.POSITIVE_INFINITY) {
      engine.timer(patience, Order.change).whenTrue(() => {
        if (life === this.life && this.state === 'leaving') this.die();
      });
    }
    if (poll > 0) engine.start(this.look());
    else this.goIfEmpty();
  }

  private stopListening(): void {
    const { worker } = this;
    this.state = 'leaving';
    worker.queue.acceptor.stopped(worker);
    if (worker.profile.sockets === 'shared') return;
    for (const request of worker.queue.waiting.splice(0)) worker.leaveServer(request, Outcome.reset);
  }

  private loseWaiting(): void {
    for (const request of this.worker.waiting.splice(0)) {
      this.worker.leaveServer(request, Outcome.reset);
      this.worker.connections.delete(request.connection!);
    }
  }

  private *look(): Process {
    const { engine } = this.worker.context;
    for (const { life } = this; life === this.life && this.state === 'leaving'; this.goIfEmpty()) {
      yield engine.timer(this.worker.profile.recycling.poll, Order.change);
      if (life !== this.life) return;
    }
  }

  private goIfEmpty(): void {
    if (this.state === 'leaving' && this.worker.connections.size === 0) this.go();
  }

  private die(): void {
    this.worker.loseAll();
    this.go();
  }

  private go(respawn = this.worker.profile.respawn): void {
    const { engine, lives } = this.worker.context;
    const [from, to] = this.worker.profile.recycling.replacement;
    const life = this.end();
    const extra = to > 0 ? from + (to - from) * lives.next() : 0;
    engine.timer(respawn + extra, Order.change).whenTrue(() => {
      if (life === this.life) this.begin();
    });
  }

  private end(): number {
    this.state = 'gone';
    this.worker.context.database?.closeAll(this.worker);
    this.worker.context.memory()?.changed();
    return ++this.life;
  }

  begin(): void {
    this.number = this.draw();
    this.state = 'up';
    this.isCold = true;
    this.ended = 0;
    this.worker.context.memory()?.changed();
    this.worker.queue.acceptor.ready(this.worker);
  }

  private draw(): number {
    const { after, jitter } = this.worker.profile.recycling;
    if (after === Number.POSITIVE_INFINITY || jitter === 0) return after;
    return after + Math.floor(this.worker.context.lives.next() * (jitter + 1));
  }
}
