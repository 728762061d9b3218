import type { Order } from '@dynosim/sim-core';

/** Something that becomes true once. A process that yields it sleeps until then. */
export class Condition {
  isTrue = false;
  private readonly waiting: (() => void)[] = [];

  /** Wakes all who wait, in the order in which they came. */
  comeTrue(): void {
    if (this.isTrue) return;
    this.isTrue = true;
    for (const wake of this.waiting) wake();
  }

  whenTrue(wake: () => void): void {
    this.waiting.push(wake);
  }
}

/** True as soon as one of them is. */
export function either(a: Condition, b: Condition): Condition {
  const first = new Condition();
  for (const condition of [a, b]) condition.whenTrue(() => first.comeTrue());
  return first;
}

/** A story told in order: whatever it yields, it waits for. */
export type Process = Generator<Condition, void, void>;

interface Timer {
  readonly time: number;
  readonly order: Order;
  readonly condition: Condition;
}

/**
 * The plainest engine there is: the timers in an array that is kept sorted by time, then order, then age. Nothing is
 * ever cancelled; who no longer cares for a timer ignores it.
 */
export class Engine {
  now = 0;
  private readonly agenda: Timer[] = [];

  /** Comes true `delay` from now [s]. */
  timer(delay: number, order: Order): Condition {
    return this.timerAt(this.now + delay, order);
  }

  /** Comes true at a time [s]. */
  timerAt(time: number, order: Order): Condition {
    const condition = new Condition();
    const timer = { time, order, condition };
    this.agenda.splice(this.placeOf(timer), 0, timer);
    return condition;
  }

  /** Of those who are sorted already, how many go first: by halving, because there are many. */
  private placeOf(timer: Timer): number {
    let [from, to] = [0, this.agenda.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      const other = this.agenda[middle]!;
      if ((other.time - timer.time || other.order - timer.order) <= 0) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** Begins a process here and now. */
  start(process: Process): void {
    let next = process.next();
    while (!next.done && next.value.isTrue) next = process.next();
    if (!next.done) next.value.whenTrue(() => this.start(process));
  }

  run(until: number): void {
    while (this.agenda.length > 0 && this.agenda[0]!.time <= until) {
      const { time, condition } = this.agenda.shift()!;
      this.now = time;
      condition.comeTrue();
    }
    this.now = until;
  }
}
