import { type EventKind, NONE, Order, type Simulation, type TimerRing, type UniformStream } from '@dynosim/sim-core';
import type { TimeoutRule } from '../servers/profile.ts';

/**
 * The master's watch over event loops: a worker whose loop has not come round for the timeout, because one request
 * computes without a break, is killed when the master looks next. Waiting does not count: such a loop comes round.
 */
export class LoopWatch {
  private readonly simulation: Simulation;
  private readonly rule: TimeoutRule;
  private readonly look: UniformStream;
  private readonly timers: TimerRing;
  private readonly kill: EventKind;
  private readonly pending: Int32Array;
  private readonly computesRequest: (place: number) => boolean;

  constructor(
    simulation: Simulation,
    rule: TimeoutRule,
    look: UniformStream,
    places: number,
    computesRequest: (place: number) => boolean,
    overdue: (place: number) => void,
  ) {
    this.simulation = simulation;
    this.rule = rule;
    this.look = look;
    this.computesRequest = computesRequest;
    this.pending = new Int32Array(places).fill(NONE);
    this.timers = simulation.timers('loop timeout', rule.after, (place) => this.awaitLook(place));
    this.kill = simulation.on(
      'loop overdue',
      (place) => {
        this.pending[place] = NONE;
        overdue(place);
      },
      Order.change,
    );
  }

  /** The worker's loop begins with another task. */
  began(place: number): void {
    this.ended(place);
    this.timers.arm(place);
  }

  /** The worker's loop has nothing to do, or is dead. */
  ended(place: number): void {
    this.timers.disarm(place);
    if (this.pending[place] === NONE) return;
    this.simulation.cancel(this.pending[place]!);
    this.pending[place] = NONE;
  }

  /** Nothing is drawn for a loop that sleeps or accepts. */
  private awaitLook(place: number): void {
    if (!this.computesRequest(place)) return;
    const delay = this.rule.within * this.look.next();
    this.pending[place] = this.simulation.schedule(delay, this.kill, place);
  }
}
