import { describe, expect, it } from 'vitest';
import { UniformStream } from '../random/uniform-stream.ts';
import { Calendar, type EventId, NONE } from './calendar.ts';

interface Entry {
  readonly time: number;
  readonly key: number;
  readonly kind: number;
  readonly subject: number;
  readonly id: EventId;
}

/** A calendar and its naive twin, an array that is sorted before every removal; every step is done to both. */
class Shadowed {
  readonly calendar: Calendar;
  now = 0;
  /** Names of events that have run or been cancelled, youngest last. */
  readonly stale: EventId[] = [];
  private pending: Entry[] = [];
  private inserted = 0;

  constructor(capacity: number) {
    this.calendar = new Calendar(capacity);
  }

  get length(): number {
    return this.pending.length;
  }

  insert(time: number, order: number): void {
    const key = this.calendar.nextKey(order);
    const kind = this.inserted % 7;
    const subject = this.inserted++;
    const id = this.calendar.insert(time, key, kind, subject);
    this.pending.push({ time, key, kind, subject, id });
  }

  take(): void {
    this.pending.sort((a, b) => a.time - b.time || a.key - b.key);
    const { time, kind, subject, id } = this.pending.shift()!;
    expect(this.calendar.takeBy(time - 1e-9 * (1 + Math.abs(time)))).toBe(false);
    expect(this.calendar.takeBy(time)).toBe(true);
    expect([this.calendar.time, this.calendar.kind, this.calendar.subject]).toEqual([time, kind, subject]);
    this.now = time;
    this.stale.push(id);
  }

  cancel(index: number): void {
    const [entry] = this.pending.splice(index, 1);
    expect(this.calendar.cancel(entry!.id)).toBe(true);
    this.stale.push(entry!.id);
  }

  move(index: number, time: number, order: number): void {
    const key = this.calendar.nextKey(order);
    this.calendar.move(this.pending[index]!.id, time, key);
    this.pending[index] = { ...this.pending[index]!, time, key };
  }
}

type Times = (uniform: number, now: number) => number;

const times: Record<string, Times> = {
  'continuous times': (u, now) => now + u,
  'times on a coarse grid': (u, now) => now + Math.floor(u * 4),
  'one and the same time': () => 5,
  'times far apart': (u, now) => now + 10 ** (40 * u - 20),
};

/** A random walk through insertions, removals, cancellations and moves, biased towards growth, then towards none left. */
function walk(seed: number, capacity: number, time: Times): void {
  const stream = new UniformStream(`walk ${seed}`);
  const twins = new Shadowed(capacity);
  for (let step = 0; step < 400; step++) {
    const growing = step < 250 ? 0.55 : 0.25;
    const u = stream.next();
    const any = (): number => Math.floor(stream.next() * twins.length);
    if (u < growing || twins.length === 0) {
      twins.insert(time(stream.next(), twins.now), Math.floor(stream.next() * 5));
    } else if (u < growing + 0.25) {
      twins.take();
    } else if (u < growing + 0.35) {
      twins.cancel(any());
    } else {
      twins.move(any(), time(stream.next(), twins.now), Math.floor(stream.next() * 5));
    }
    if (twins.stale.length > 0) expect(twins.calendar.cancel(twins.stale.at(-1)!)).toBe(false);
    expect(twins.calendar.length).toBe(twins.length);
  }
  while (twins.length > 0) twins.take();
  expect(twins.calendar.takeBy(Number.POSITIVE_INFINITY)).toBe(false);
}

describe('Calendar', () => {
  for (const [name, time] of Object.entries(times)) {
    it(`equals its naive twin on 60 random walks with ${name}`, () => {
      for (let seed = 0; seed < 60; seed++) walk(seed, seed % 2 === 0 ? 1 : 64, time);
    });
  }

  it('runs simultaneous events by order, and those of one order as they got their keys', () => {
    const calendar = new Calendar();
    const late = calendar.nextKey(1);
    for (const [order, subject] of [3, 0, 1, 3, 0, 1].entries())
      calendar.insert(1, calendar.nextKey(subject), 0, order);
    calendar.insert(1, late, 0, 100);
    const taken = Array.from({ length: 7 }, () => {
      calendar.takeBy(1);
      return calendar.subject;
    });
    expect(taken).toEqual([1, 4, 100, 2, 5, 0, 3]);
  });

  it('keeps later orders after 2^40 insertions of an earlier one', () => {
    const calendar = new Calendar();
    const key = calendar.nextKey(0) + 2 ** 40;
    expect(key).toBeLessThan(calendar.nextKey(1));
  });

  it('grows to 10,000 pending events and keeps their order', () => {
    const calendar = new Calendar(2);
    for (let i = 0; i < 10_000; i++) calendar.insert((i * 7919) % 10_000, calendar.nextKey(0), 0, i);
    expect(calendar.length).toBe(10_000);
    for (let i = 0; i < 10_000; i++) {
      calendar.takeBy(Number.POSITIVE_INFINITY);
      expect(calendar.time).toBe(i);
    }
  });

  it('cancels an event right after another was taken', () => {
    const calendar = new Calendar();
    const ids = [1, 2, 3, 4].map((time) => calendar.insert(time, calendar.nextKey(0), 0, time));
    calendar.takeBy(Number.POSITIVE_INFINITY);
    expect(calendar.cancel(ids[3]!)).toBe(true);
    expect(calendar.cancel(ids[0]!)).toBe(false);
    calendar.takeBy(Number.POSITIVE_INFINITY);
    calendar.takeBy(Number.POSITIVE_INFINITY);
    expect([calendar.subject, calendar.length]).toEqual([3, 0]);
  });

  it('refuses the name of an event whose place another event has taken since', () => {
    const calendar = new Calendar(1);
    const first = calendar.insert(1, calendar.nextKey(0), 0, 1);
    calendar.takeBy(Number.POSITIVE_INFINITY);
    for (let round = 1; round < 500; round++) {
      const id = calendar.insert(1, calendar.nextKey(0), 0, 1);
      expect(calendar.cancel(first)).toBe(false);
      expect(calendar.cancel(id)).toBe(true);
    }
  });

  it('refuses names that were never given', () => {
    const calendar = new Calendar(4);
    for (const id of [-1, 0, 3, 4, 2 ** 21, 2 ** 30]) expect(calendar.cancel(id)).toBe(false);
  });

  it('moves an event right after another was taken', () => {
    const calendar = new Calendar();
    const ids = [1, 2, 3, 4].map((time) => calendar.insert(time, calendar.nextKey(0), 0, time));
    calendar.takeBy(1);
    calendar.move(ids[3]!, 2.5, calendar.nextKey(0));
    const taken = [2, 3, 4].map(() => (calendar.takeBy(4) ? calendar.subject : NONE));
    expect(taken).toEqual([2, 4, 3]);
  });

  it('refuses to move an event that has run', () => {
    const calendar = new Calendar();
    const id = calendar.insert(1, calendar.nextKey(0), 0, 1);
    calendar.takeBy(1);
    expect(() => calendar.move(id, 2, calendar.nextKey(0))).toThrow('not pending');
    calendar.insert(1, calendar.nextKey(0), 0, 1);
    expect(() => calendar.move(id, 2, calendar.nextKey(0))).toThrow('not pending');
  });

  it('has no next event when it is empty', () => {
    const calendar = new Calendar();
    expect(calendar.takeBy(Number.POSITIVE_INFINITY)).toBe(false);
    calendar.insert(1, calendar.nextKey(0), 0, 0);
    expect(calendar.takeBy(1)).toBe(true);
    expect(calendar.takeBy(Number.POSITIVE_INFINITY)).toBe(false);
  });
});
