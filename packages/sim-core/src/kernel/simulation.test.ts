import { describe, expect, it } from 'vitest';
import { InvariantError } from './invariant.ts';
import { Order } from './order.ts';
import { Simulation } from './simulation.ts';

/** A simulation with one kind of event for each order; what happens is written down by name. */
function observed(): { simulation: Simulation; kinds: Record<keyof typeof Order, number>; happened: string[] } {
  const simulation = new Simulation();
  const happened: string[] = [];
  const register = (name: keyof typeof Order): number =>
    simulation.on(name, (subject) => happened.push(`${name} ${subject}`), Order[name]);
  const kinds = {
    observation: register('observation'),
    arrival: register('arrival'),
    timeout: register('timeout'),
    change: register('change'),
    departure: register('departure'),
  };
  return { simulation, kinds, happened };
}

describe('Simulation: simultaneous events', () => {
  it('run as departure, change, timeout, arrival, observation, however they were scheduled', () => {
    const { simulation, kinds, happened } = observed();
    for (const kind of Object.values(kinds)) simulation.schedule(1, kind, 0);
    simulation.run(1);
    expect(happened).toEqual(['departure 0', 'change 0', 'timeout 0', 'arrival 0', 'observation 0']);
  });

  it('of one order run in the order of scheduling', () => {
    const { simulation, kinds, happened } = observed();
    for (const subject of [5, 3, 4]) simulation.scheduleAt(2, kinds.arrival, subject);
    simulation.run(2);
    expect(happened).toEqual(['arrival 5', 'arrival 3', 'arrival 4']);
  });

  it('a timer that fires at the instant of the answer comes after it', () => {
    const { simulation, kinds, happened } = observed();
    simulation.timers('limit', 1, () => happened.push('limit')).arm(0);
    simulation.schedule(1, kinds.departure, 0);
    simulation.run(1);
    expect(happened).toEqual(['departure 0', 'limit']);
  });

  it('include the ones that an event adds for its own instant', () => {
    const simulation = new Simulation();
    const happened: string[] = [];
    const answer = simulation.on('answer', () => happened.push('answer'), Order.departure);
    const arrival = simulation.on(
      'arrival',
      (n) => {
        happened.push(`arrival ${n}`);
        if (n === 1) simulation.schedule(0, answer, 0);
      },
      Order.arrival,
    );
    simulation.schedule(1, arrival, 1);
    simulation.schedule(1, arrival, 2);
    simulation.run(1);
    expect(happened).toEqual(['arrival 1', 'answer', 'arrival 2']);
  });
});

describe('Simulation: run', () => {
  it('includes events at its end, leaves later ones, and leaves the clock at its end', () => {
    const { simulation, kinds, happened } = observed();
    for (const time of [1, 2, 3]) simulation.scheduleAt(time, kinds.arrival, time);
    simulation.run(2);
    expect([happened, simulation.now, simulation.events]).toEqual([['arrival 1', 'arrival 2'], 2, 2]);
    simulation.run(2.5);
    expect(simulation.now).toBe(2.5);
    simulation.run(10);
    expect([happened.at(-1), simulation.now, simulation.events]).toEqual(['arrival 3', 10, 3]);
  });

  it('without an end leaves the clock at the last event', () => {
    const { simulation, kinds } = observed();
    simulation.schedule(7, kinds.departure, 0);
    simulation.run(Number.POSITIVE_INFINITY);
    expect(simulation.now).toBe(7);
  });

  it('without an end never runs an event at infinity', () => {
    const { simulation, kinds, happened } = observed();
    simulation.schedule(Number.POSITIVE_INFINITY, kinds.departure, 0);
    simulation.run(Number.POSITIVE_INFINITY);
    expect([happened, simulation.now]).toEqual([[], 0]);
  });

  it('of an empty calendar only moves the clock', () => {
    const { simulation } = observed();
    simulation.run(3);
    expect([simulation.now, simulation.events]).toEqual([3, 0]);
  });

  it('does not turn the clock back', () => {
    const { simulation } = observed();
    simulation.run(3);
    simulation.run(1);
    expect(simulation.now).toBe(3);
  });

  it('ends with the event that calls stop, and goes on from there when run again', () => {
    const simulation = new Simulation();
    const happened: number[] = [];
    const kind = simulation.on(
      'event',
      (n) => {
        happened.push(n);
        if (n === 2) simulation.stop();
      },
      Order.departure,
    );
    for (const time of [1, 2, 3]) simulation.scheduleAt(time, kind, time);
    simulation.run(10);
    expect([happened, simulation.now]).toEqual([[1, 2], 2]);
    simulation.run(10);
    expect([happened, simulation.now]).toEqual([[1, 2, 3], 10]);
  });

  it('in two parts gives the same as in one', () => {
    const trajectory = (...ends: number[]): string[] => {
      const simulation = new Simulation();
      const happened: string[] = [];
      const kind = simulation.on(
        'event',
        (n) => {
          happened.push(`${simulation.now} ${n}`);
          simulation.schedule(0.3 * n, kind, (n * 7) % 5 || 1);
        },
        Order.departure,
      );
      simulation.schedule(0, kind, 1);
      for (const end of ends) simulation.run(end);
      return happened;
    };
    expect(trajectory(4, 4.5, 20)).toEqual(trajectory(20));
  });
});

describe('Simulation: refusals', () => {
  it.each([-1e-12, -1, Number.NaN])('refuses a delay of %d s, with the name of the event', (delay) => {
    const { simulation, kinds } = observed();
    expect(() => simulation.schedule(delay, kinds.arrival, 0)).toThrow(InvariantError);
    expect(() => simulation.schedule(delay, kinds.arrival, 0)).toThrow("'arrival'");
  });

  it.each([4.999, -1, Number.NaN])('refuses an event at %d s when it is 5 s', (time) => {
    const { simulation, kinds } = observed();
    simulation.run(5);
    expect(() => simulation.scheduleAt(time, kinds.departure, 0)).toThrow("'departure'");
    simulation.scheduleAt(5, kinds.departure, 0);
  });

  it('refuses two kinds of one name, and timers of a negative delay', () => {
    const { simulation } = observed();
    expect(() => simulation.on('arrival', () => {}, Order.arrival)).toThrow('registered twice');
    expect(() => simulation.timers('limit', -1, () => {})).toThrow("timer 'limit'");
  });

  it('cancels a pending event once', () => {
    const { simulation, kinds, happened } = observed();
    const id = simulation.schedule(1, kinds.arrival, 0);
    expect([simulation.cancel(id), simulation.cancel(id)]).toEqual([true, false]);
    simulation.run(2);
    expect(happened).toEqual([]);
  });

  it('moves a pending event behind those that were scheduled for the same time before it', () => {
    const { simulation, kinds } = observed();
    const order: number[] = [];
    const kind = simulation.on('moved', (subject) => order.push(subject), Order.departure);
    const id = simulation.schedule(3, kind, 1);
    simulation.schedule(1, kind, 2);
    simulation.reschedule(id, 1, kind);
    simulation.run(5);
    expect(order).toEqual([2, 1]);
    expect(() => simulation.reschedule(id, 1, kind)).toThrow('not pending');
    expect(() => simulation.reschedule(id, -1, kinds.arrival)).toThrow("'arrival'");
  });
});
