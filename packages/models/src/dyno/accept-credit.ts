import { FifoQueue } from '@dynosim/sim-core';
import type { AcceptHost, Acceptor } from './acceptor.ts';

/** A master that takes in every connection, and the worker to which it has sent one. */
export interface CreditHost extends AcceptHost {
  /** The master computes for a connection that has come in: `handled` is called when it is through. */
  takeMasterTurn(queue: number): void;
  /** The longest waiting connection is on its way to the worker and cannot go to another one. */
  send(place: number): void;
  /** The worker has read the message: the connection that was on its way is there. */
  receive(place: number): void;
}

/**
 * A master that accepts everything and gives a worker its next connection when that has acknowledged the last one, which
 * it does as soon as its event loop comes to it: credit flow control with a window of one, round robin among workers
 * that respond. A worker that computes holds one trapped connection; one that waits takes any number. Source: Node
 * lib/internal/cluster/round_robin_handle.js and child.js.
 */
export class AcceptCredit implements Acceptor {
  private readonly host: CreditHost;
  /** Workers without a connection on its way, in the order of their becoming so. */
  private readonly free: readonly FifoQueue[];
  /** Connections with which each master is through. */
  private readonly handledBy: Int32Array;

  constructor(host: CreditHost, queues: number) {
    this.host = host;
    this.handledBy = new Int32Array(queues);
    this.free = Array.from({ length: queues }, (_, queue) => {
      const list = new FifoQueue(2);
      for (let place = host.first(queue); place < host.end(queue); place++) list.push(place);
      return list;
    });
  }

  offered(queue: number): void {
    this.host.takeMasterTurn(queue);
  }

  handled(queue: number): void {
    this.handledBy[queue]! += 1;
    const list = this.free[queue]!;
    while (list.length > 0) {
      const place = list.shift();
      if (!this.host.isReady(place)) continue;
      this.sendTo(place);
      return;
    }
  }

  ready(place: number): void {
    this.next(place);
  }

  /** What was on its way to it is lost. */
  gone(place: number): void {
    this.free[this.host.queueOf(place)]!.remove(place);
  }

  reset(queue: number): void {
    this.handledBy[queue] = 0;
  }

  turn(place: number): void {
    this.host.receive(place);
    this.next(place);
  }

  private next(place: number): void {
    const queue = this.host.queueOf(place);
    if (this.handledBy[queue]! > 0) this.sendTo(place);
    else this.free[queue]!.push(place);
  }

  private sendTo(place: number): void {
    this.handledBy[this.host.queueOf(place)]! -= 1;
    this.host.send(place);
    this.host.takeTurn(place);
  }
}
