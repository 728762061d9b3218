import { Outcome } from '@dynosim/models';
import { Condition } from './engine.ts';

/** One request, from the cradle to the grave; times [s]. */
export interface Request {
  readonly serial: number;
  readonly arrivedAt: number;
  /** Index of its class, and its demand in each phase [s]. */
  readonly classOf: number;
  readonly demands: readonly number[];
  dyno: number;
  worker: number;
  /** The client learned this at that time. */
  outcome: Outcome;
  finishedAt: number;
  readonly finished: Condition;
  /** A worker took the connection, began the service, and was through with it. */
  takenAt: number;
  startedAt: number;
  leftAt: number;
  readonly turn: Condition;
  /** A connection without its request: whether that has come, or never will. */
  data: 'here' | 'awaited' | 'never';
  readonly dataKnown: Condition;
  /** In a listen queue, or with a worker. */
  isAtServer: boolean;
  readonly killed: Condition;
}

export function newRequest(serial: number, now: number, classOf: number, demands: readonly number[]): Request {
  return {
    serial,
    arrivedAt: now,
    classOf,
    demands,
    dyno: -1,
    worker: -1,
    outcome: Outcome.pending,
    finishedAt: Number.NaN,
    finished: new Condition(),
    takenAt: Number.NaN,
    startedAt: Number.NaN,
    leftAt: Number.NaN,
    turn: new Condition(),
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
