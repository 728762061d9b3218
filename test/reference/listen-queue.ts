import type { Request } from './request.ts';
import type { Worker } from './worker.ts';

/** Connections that no worker has yet, and the workers that may take them. */
export interface ListenQueue {
  readonly waiting: Request[];
  readonly workers: readonly Worker[];
  readonly acceptor: Acceptor;
  /** False while the only worker that listens to it is gone, or about to go. */
  readonly isOpen: boolean;
}

/** Who takes a connection. */
export interface Acceptor {
  /** A connection has joined those who wait. */
  entered(request: Request): void;
  /** A worker that could accept nothing now can. */
  ready(worker: Worker): void;
  /** A worker accepts no more. */
  stopped(worker: Worker): void;
  /** Connections on their way to a dead worker, which are lost. */
  recall?(worker: Worker): Request[];
  /** The master is dead, and its workers with it: connections that it has taken in and sent to nobody. */
  reset?(): Request[];
  /** A request of the worker is over. */
  ended?(worker: Worker): void;
}
