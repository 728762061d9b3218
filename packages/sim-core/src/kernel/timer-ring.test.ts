import { describe, expect, it } from 'vitest';
import { UniformStream } from '../random/uniform-stream.ts';
import { NONE } from './calendar.ts';
import { Order } from './order.ts';
import { Simulation } from './simulation.ts';

interface Timers {
  arm(subject: number): void;
  disarm(subject: number): void;
}

type MakeTimers = (simulation: Simulation, delay: number, fired: (subject: number) => void) => Timers;

const ring: MakeTimers = (simulation, delay, fired) => simulation.timers('limit', delay, fired);

/** The naive twin: every timer is an event of its own in the calendar. */
const plain: MakeTimers = (simulation, delay, fired) => {
  const pending = new Map<number, number>();
  const kind = simulation.on(
    'limit',
    (subject) => {
      pending.delete(subject);
      fired(subject);
    },
    Order.timeout,
  );
  return {
    arm: (subject) => void pending.set(subject, simulation.schedule(delay, kind, subject)),
    disarm: (subject) => {
      simulation.cancel(pending.get(subject) ?? NONE);
      pending.delete(subject);
    },
  };
};

interface Load {
  readonly delay: number;
  /** Chance that a running timer is stopped when its subject comes up. */
  readonly stops: number;
  readonly gap: (u: number) => number;
  readonly subjects: number;
}

/** Arms and disarms at random, among other events of all orders; gives everything that happened, in order. */
function story(make: MakeTimers, seed: string, { delay, stops, gap, subjects }: Load): string[] {
  const simulation = new Simulation();
  const stream = new UniformStream(seed);
  const happened: string[] = [];
  const running = new Set<number>();
  const timers = make(simulation, delay, (subject) => {
    running.delete(subject);
    happened.push(`${simulation.now}: timer ${subject}`);
    if (subject % 3 === 0) simulation.schedule(0, step, 0);
  });
  const others = [Order.departure, Order.timeout, Order.arrival].map((order) =>
    simulation.on(`order ${order}`, (subject) => happened.push(`${simulation.now}: ${order} of ${subject}`), order),
  );
  const step = simulation.on(
    'step',
    (n) => {
      const subject = Math.floor(stream.next() * subjects);
      if (!running.has(subject)) {
        timers.arm(subject);
        running.add(subject);
      } else if (stream.next() < stops) {
        timers.disarm(subject);
        running.delete(subject);
      }
      simulation.schedule(delay, others[n % 3]!, subject);
      if (n > 0) simulation.schedule(gap(stream.next()), step, n - 1);
    },
    Order.arrival,
  );
  simulation.schedule(0, step, 600);
  simulation.run(Number.POSITIVE_INFINITY);
  return happened;
}

const loads: Record<string, Load> = {
  'continuous times': { delay: 3, stops: 0.5, gap: (u) => u, subjects: 40 },
  'whole seconds, so that ties abound': { delay: 3, stops: 0.5, gap: (u) => Math.floor(u * 2), subjects: 40 },
  'nearly all timers stopped': { delay: 30, stops: 0.95, gap: (u) => u / 4, subjects: 300 },
  'a delay of 0 s': { delay: 0, stops: 0.5, gap: (u) => Math.floor(u * 2), subjects: 5 },
  'all timers firing': { delay: 1, stops: 0, gap: (u) => u, subjects: 500 },
};

describe('TimerRing', () => {
  for (const [name, load] of Object.entries(loads)) {
    it(`tells the story of its twin in the calendar, event by event, with ${name}`, () => {
      for (let seed = 0; seed < 10; seed++) {
        const expected = story(plain, `${seed}`, load);
        expect(expected.some((line) => line.includes('timer'))).toBe(true);
        expect(story(ring, `${seed}`, load)).toEqual(expected);
      }
    });
  }

  it('holds one event of the calendar for any number of timers', () => {
    const simulation = new Simulation();
    const timers = simulation.timers('limit', 30, () => {});
    for (let subject = 0; subject < 1000; subject++) timers.arm(subject);
    expect(simulation.calendar.length).toBe(1);
  });

  it('fires timers of 1,000 subjects in the order in which they were armed', () => {
    const simulation = new Simulation();
    const fired: number[] = [];
    const timers = simulation.timers('limit', 30, (subject) => fired.push(subject));
    const subjects = Array.from({ length: 1000 }, (_, i) => (i * 389) % 1000);
    for (const subject of subjects) timers.arm(subject);
    simulation.run(30);
    expect(fired).toEqual(subjects);
  });

  it('does not mind a timer stopped that never ran, or twice', () => {
    const simulation = new Simulation();
    let fired = 0;
    const timers = simulation.timers('limit', 1, () => (fired += 1));
    timers.disarm(1000);
    timers.arm(3);
    timers.disarm(3);
    timers.disarm(3);
    timers.arm(3);
    simulation.run(5);
    expect(fired).toBe(1);
  });

  it('lets a timer that fires arm itself anew', () => {
    const simulation = new Simulation();
    const at: number[] = [];
    const timers = simulation.timers('limit', 2, (subject) => {
      at.push(simulation.now);
      timers.arm(subject);
    });
    timers.arm(0);
    simulation.run(7);
    expect(at).toEqual([2, 4, 6]);
  });

  it('has its place among simultaneous events from the instant of arming', () => {
    const simulation = new Simulation();
    const happened: string[] = [];
    const timers = simulation.timers('limit', 1, () => happened.push('timer'));
    const other = simulation.on('other limit', (n) => happened.push(`other ${n}`), Order.timeout);
    simulation.schedule(1, other, 1);
    timers.arm(0);
    simulation.schedule(1, other, 2);
    simulation.run(1);
    expect(happened).toEqual(['other 1', 'timer', 'other 2']);
  });
});
