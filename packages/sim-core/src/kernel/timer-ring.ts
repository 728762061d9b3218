import { type EventId, NONE } from './calendar.ts';
import { Order } from './order.ts';
import type { Simulation } from './simulation.ts';

/**
 * Timers of one constant delay, at most one for each subject: first armed, first due, so a ring keeps them in order.
 *
 * Hot. Nearly all timeouts never fire; as entries of the calendar they would fill it with dead events (one 30 s
 * timeout per request made the whole simulation 2.3 times slower). Here `arm` and `disarm` are a few writes and the
 * calendar holds one event for the whole ring. A timer that fires runs at exactly the time and place in the order of
 * simultaneous events that it would have had in the calendar. Naive twin in the tests: schedule and cancel.
 */
export class TimerRing {
  private readonly simulation: Simulation;
  private readonly delay: number;
  private readonly handler: (subject: number) => void;
  private readonly order: Order;
  private readonly wake: number;
  private pending: EventId = NONE;
  /** Key of the timer for which the pending wake-up was inserted. */
  private wakeKey = NONE;
  private due = new Float64Array(64);
  private keys = new Float64Array(64);
  private subjects = new Int32Array(64);
  private head = 0;
  private count = 0;
  /** Ring position of each subject's timer, or NONE. */
  private positions = new Int32Array(64).fill(NONE);

  constructor(simulation: Simulation, name: string, delay: number, handler: (subject: number) => void, order: Order) {
    this.simulation = simulation;
    this.delay = delay;
    this.handler = handler;
    this.order = order;
    this.wake = simulation.on(`${name} (ring)`, () => this.expire(), Order.timeout);
  }

  /** Starts the subject's timer. It must not be running. */
  arm(subject: number): void {
    if (this.count === this.subjects.length) this.growRing();
    if (subject >= this.positions.length) this.growSubjects(subject);
    const at = (this.head + this.count++) & (this.subjects.length - 1);
    const due = this.simulation.now + this.delay;
    const key = this.simulation.calendar.nextKey(this.order);
    this.due[at] = due;
    this.keys[at] = key;
    this.subjects[at] = subject;
    this.positions[subject] = at;
    if (this.pending === NONE) this.sleep(due, key);
  }

  /** Stops the subject's timer, if it runs. */
  disarm(subject: number): void {
    const at = subject < this.positions.length ? this.positions[subject]! : NONE;
    if (at === NONE) return;
    this.positions[subject] = NONE;
    this.subjects[at] = NONE;
    if (at === this.head) this.dropStopped();
  }

  /** The head is due, or was when the wake-up was put into the calendar. */
  private expire(): void {
    this.pending = NONE;
    if (this.count === 0) return;
    if (this.keys[this.head] !== this.wakeKey) {
      this.sleepUntilHead();
      return;
    }
    const subject = this.subjects[this.head]!;
    this.positions[subject] = NONE;
    this.subjects[this.head] = NONE;
    this.dropStopped();
    if (this.count > 0) this.sleepUntilHead();
    this.handler(subject);
  }

  private sleepUntilHead(): void {
    this.sleep(this.due[this.head]!, this.keys[this.head]!);
  }

  private sleep(due: number, key: number): void {
    this.wakeKey = key;
    this.pending = this.simulation.calendar.insert(due, key, this.wake, 0);
  }

  /** Makes the oldest timer that runs the head: the ring is as long as the time since that was armed, not as the delay. */
  private dropStopped(): void {
    const { subjects } = this;
    let { head, count } = this;
    while (count > 0 && subjects[head] === NONE) {
      head = (head + 1) & (subjects.length - 1);
      count -= 1;
    }
    this.head = head;
    this.count = count;
  }

  private growRing(): void {
    const old = this.subjects.length;
    const [due, keys, subjects] = [this.due, this.keys, this.subjects];
    this.due = new Float64Array(old * 2);
    this.keys = new Float64Array(old * 2);
    this.subjects = new Int32Array(old * 2);
    for (let i = 0; i < old; i++) {
      const from = (this.head + i) & (old - 1);
      this.due[i] = due[from]!;
      this.keys[i] = keys[from]!;
      const subject = subjects[from]!;
      this.subjects[i] = subject;
      if (subject !== NONE) this.positions[subject] = i;
    }
    this.head = 0;
  }

  private growSubjects(subject: number): void {
    const grown = new Int32Array(Math.max(this.positions.length * 2, subject + 1)).fill(NONE);
    grown.set(this.positions);
    this.positions = grown;
  }
}
