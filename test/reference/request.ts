import { Outcome } from '@dynosim/models';
import { Condition } from './engine.ts';
import type { ListenQueue } from './listen-queue.ts';
import type { Connection, Slot, Worker } from './worker.ts';

/** One request, from the cradle to the grave; times [s]. */
export interface Request {
  readonly serial: number;
  readonly arrivedAt: number;
  /** The client that sent it, in a closed loop. */
  readonly client: number | undefined;
  /** Index of its class, and its demand in each phase [s]. */
  readonly classOf: number;
  readonly demands: readonly number[];
  dyno: number;
  /** Where its connection waits for a worker. */
  queue: ListenQueue | undefined;
  worker: Worker | undefined;
  connection: Connection | undefined;
  slot: Slot | undefined;
  /** The client learned this at that time. */
  outcome: Outcome;
  finishedAt: number;
  readonly finished: Condition;
  /** Its service began. */
  startedAt: number;
  /** The server will answer that it has too many connections. */
  isRejected: boolean;
  /** It got no connection to the database. */
  isRefused: boolean;
  /** A connection without its request: whether that has come, or never will. */
  data: 'here' | 'awaited' | 'never';
  readonly dataKnown: Condition;
  /** In a listen queue, or with a worker. */
  isAtServer: boolean;
  /** Its service was broken off. */
  readonly killed: Condition;
}

export type Work = Pick<Request, 'client' | 'classOf' | 'demands'>;

export function newRequest(serial: number, now: number, work: Work): Request {
  return {
    serial,
    arrivedAt: now,
    client: work.client,
    classOf: work.classOf,
    demands: work.demands,
    dyno: -1,
    queue: undefined,
    worker: undefined,
    connection: undefined,
    slot: undefined,
    outcome: Outcome.pending,
    finishedAt: Number.NaN,
    finished: new Condition(),
    startedAt: Number.NaN,
    isRejected: false,
    isRefused: false,
    data: 'here',
    dataKnown: new Condition(),
    isAtServer: false,
    killed: new Condition(),
  };
}

/** True while the client waits for an outcome. */
export function isPending(request: Request): boolean {
  return request.outcome === Outcome.pending;
}
