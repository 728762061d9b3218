import { type EventKind, NONE, Order, type Simulation, type TimerRing, type UniformStream } from '@dynosim/sim-core';
import type { Requests } from '../request/requests.ts';
import type { TimeoutRule } from '../servers/profile.ts';

/**
 * The master's watch over workers of which nobody knows beforehand how long a service takes: a worker that has held one
 * request for the timeout is killed when the master looks next.
 */
export class RequestDeadlines {
  private readonly simulation: Simulation;
  private readonly requests: Requests;
  private readonly rule: TimeoutRule;
  private readonly look: UniformStream;
  private readonly timers: TimerRing;
  private readonly kill: EventKind;

  constructor(
    simulation: Simulation,
    requests: Requests,
    rule: TimeoutRule,
    look: UniformStream,
    overdue: (slot: number) => void,
  ) {
    this.simulation = simulation;
    this.requests = requests;
    this.rule = rule;
    this.look = look;
    this.timers = simulation.timers('worker timeout', rule.after, (slot) => this.awaitLook(slot));
    this.kill = simulation.on(
      'worker overdue',
      (slot) => {
        requests.kill[slot] = NONE;
        overdue(slot);
      },
      Order.change,
    );
  }

  /** Service of the request begins. */
  watch(slot: number): void {
    this.requests.kill[slot] = NONE;
    this.timers.arm(slot);
  }

  /** Service of the request has ended, in time or by force. */
  release(slot: number): void {
    this.timers.disarm(slot);
    if (this.requests.kill[slot] === NONE) return;
    this.simulation.cancel(this.requests.kill[slot]!);
    this.requests.kill[slot] = NONE;
  }

  private awaitLook(slot: number): void {
    const delay = this.rule.within * this.look.next();
    this.requests.kill[slot] = this.simulation.schedule(delay, this.kill, slot);
  }
}
