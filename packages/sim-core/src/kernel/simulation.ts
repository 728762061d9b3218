import { Calendar, type EventId } from './calendar.ts';
import { fail } from './invariant.ts';
import { Order } from './order.ts';
import { TimerRing } from './timer-ring.ts';

/** Events of one instant: more are an endless loop, such as a client that is refused and asks again in no time. */
const MOST_AT_ONCE = 10_000_000;

export type Handler = (subject: number) => void;

/** Names a kind of event; returned by `Simulation.on`. */
export type EventKind = number;

/**
 * The clock and the executive. Components register what happens at a kind of event (`on`) and make time pass by
 * `schedule`; a subject is a small integer, the slot of a request or the number of a dyno, never an object.
 *
 * Hot: one indirect call an event. Everything that happens, happens in `run`.
 */
export class Simulation {
  /** Simulated time since the start [s]. */
  now = 0;
  /** Events run so far. */
  events = 0;
  readonly calendar = new Calendar();
  private readonly handlers: Handler[] = [];
  private readonly orders: Order[] = [];
  private readonly names: string[] = [];

  /** Registers a kind of event. `order` decides among simultaneous events. */
  on(name: string, handler: Handler, order: Order): EventKind {
    if (this.names.includes(name)) fail(`event kind '${name}' registered twice`);
    this.names.push(name);
    this.orders.push(order);
    return this.handlers.push(handler) - 1;
  }

  /**
   * Registers something that goes on for ever by itself, such as weather: `handler` returns the delay to its next time
   * [s]. A run without an end is over when nothing else is left to happen.
   */
  onBackground(name: string, handler: (subject: number) => number, order: Order): EventKind {
    const kind: EventKind = this.on(
      name,
      (subject) => {
        this.background -= 1;
        this.startBackground(handler(subject), kind, subject);
      },
      order,
    );
    return kind;
  }

  /** Puts the first event of a background kind into the calendar, `delay` [s] from now. */
  startBackground(delay: number, kind: EventKind, subject: number): void {
    this.background += 1;
    this.schedule(delay, kind, subject);
  }

  /** Puts an event `delay` [s] >= 0 from now into the calendar. */
  schedule(delay: number, kind: EventKind, subject: number): EventId {
    if (!(delay >= 0)) this.refuse(kind, `a delay of ${delay} s`);
    return this.calendar.insert(this.now + delay, this.calendar.nextKey(this.orders[kind]!), kind, subject);
  }

  /** Puts an event at an absolute time [s], not before now: arrivals keep their exact times this way. */
  scheduleAt(time: number, kind: EventKind, subject: number): EventId {
    if (!(time >= this.now)) this.refuse(kind, `time ${time} s at ${this.now} s`);
    return this.calendar.insert(time, this.calendar.nextKey(this.orders[kind]!), kind, subject);
  }

  /** Moves a pending event of this kind to `delay` [s] >= 0 from now, as if it were cancelled and scheduled again. */
  reschedule(id: EventId, delay: number, kind: EventKind): void {
    if (!(delay >= 0)) this.refuse(kind, `a delay of ${delay} s`);
    this.calendar.move(id, this.now + delay, this.calendar.nextKey(this.orders[kind]!));
  }

  /** False if the event has run or been cancelled already. */
  cancel(id: EventId): boolean {
    return this.calendar.cancel(id);
  }

  /** Timers of one constant delay [s]; see TimerRing for why they stay out of the calendar. */
  timers(name: string, delay: number, handler: Handler, order: Order = Order.timeout): TimerRing {
    if (!(delay >= 0)) fail(`timer '${name}' has a delay of ${delay} s`);
    return new TimerRing(this, name, delay, handler, order);
  }

  /** Runs all events up to and including `until` [s], or until `stop` is called, and leaves the clock there. */
  run(until: number): void {
    this.stopped = false;
    this.runEvents(Math.min(until, Number.MAX_VALUE));
    if (!this.stopped && until > this.now && until < Number.POSITIVE_INFINITY) this.now = until;
  }

  /** Ends `run` after the current event. */
  stop(): void {
    this.stopped = true;
  }

  private stopped = false;
  private background = 0;
  private eventsBefore = 0;

  /** Apart from what comes after the last event, or the compiled loop would be thrown away at every end of a run. */
  private runEvents(last: number): void {
    const { calendar, handlers } = this;
    while (!this.stopped && calendar.length > this.background && calendar.takeBy(last)) {
      if (calendar.time > this.now) {
        this.now = calendar.time;
        this.eventsBefore = this.events;
      } else if (this.events - this.eventsBefore > MOST_AT_ONCE) this.standStill();
      this.events += 1;
      handlers[calendar.kind]!(calendar.subject);
    }
  }

  private standStill(): never {
    fail(`more than ${MOST_AT_ONCE} events at ${this.now} s: time stands still`);
  }

  private refuse(kind: EventKind, what: string): never {
    fail(`event '${this.names[kind]}' scheduled with ${what}`);
  }
}
