import { describe, expect, it } from 'vitest';
import { Order } from '../kernel/order.ts';
import { Simulation } from '../kernel/simulation.ts';
import { UniformStream } from '../random/uniform-stream.ts';
import { ProcessorSharing } from './processor-sharing.ts';

interface Completion {
  readonly job: number;
  readonly time: number;
}

/** What happens to a station from outside, at a time [s]. */
type Action = { readonly time: number } & (
  | { readonly add: number; readonly work: number }
  | { readonly remove: number }
  | { readonly capacity: number }
);

interface Outcome {
  readonly completions: Completion[];
  /** Work given [core s], and time of jobs inside [job s]. */
  readonly given: number;
  readonly inside: number;
}

function simulate(capacity: number, actions: readonly Action[]): Outcome {
  const simulation = new Simulation();
  const completions: Completion[] = [];
  const kind = simulation.on('completion', () => station.complete(), Order.departure);
  const done = (job: number): void => void completions.push({ job, time: simulation.now });
  const station = new ProcessorSharing(simulation, kind, 0, capacity, done);
  const act = simulation.on(
    'action',
    (index) => {
      const action = actions[index]!;
      if ('add' in action) station.add(action.add, action.work);
      else if ('remove' in action) station.remove(action.remove);
      else station.setCapacity(action.capacity);
    },
    Order.arrival,
  );
  for (const [index, { time }] of actions.entries()) simulation.scheduleAt(time, act, index);
  simulation.run(Number.POSITIVE_INFINITY);
  return { completions, given: station.workGiven(), inside: station.timeInside() };
}

/** The naive twin: from change to change, every job's remaining work goes down by the time times its rate. */
function naive(start: number, actions: readonly Action[]): Outcome {
  const left = new Map<number, number>();
  const completions: Completion[] = [];
  let [now, given, inside, capacity] = [0, 0, 0, start];
  const rate = (): number => Math.min(1, capacity / left.size);
  const advance = (time: number): void => {
    for (const [job, work] of left) left.set(job, work - (time - now) * rate());
    given += left.size * rate() * (time - now);
    inside += left.size * (time - now);
    now = time;
  };
  const advanceTo = (time: number): void => {
    for (;;) {
      const [job, work] = [...left].reduce((a, b) => (b[1] < a[1] ? b : a), [-1, Number.POSITIVE_INFINITY]);
      const end = now + work / rate();
      if (job === -1 || !(end <= time)) break;
      advance(end);
      left.delete(job);
      completions.push({ job, time: end });
    }
    if (time < Number.POSITIVE_INFINITY) advance(time);
  };
  for (const action of actions) {
    advanceTo(action.time);
    if ('add' in action) left.set(action.add, action.work);
    else if ('remove' in action) left.delete(action.remove);
    else capacity = action.capacity;
  }
  advanceTo(Number.POSITIVE_INFINITY);
  return { completions, given, inside };
}

function randomActions(seed: string, kinds: { removals: number; changes: number }): Action[] {
  const stream = new UniformStream(seed);
  let time = 0;
  const actions: Action[] = [];
  for (let job = 0; job < 120; job++) {
    time += stream.next() * (job % 40 < 20 ? 0.5 : 2);
    actions.push({ time, add: job, work: -Math.log(stream.next()) });
    if (stream.next() < kinds.removals) actions.push({ time, remove: Math.floor(stream.next() * (job + 1)) });
    if (stream.next() < kinds.changes) actions.push({ time, capacity: Math.floor(stream.next() * 6) / 2 });
  }
  actions.push({ time: time + 1, capacity: 1 });
  return actions;
}

function expectAgreement(capacity: number, actions: readonly Action[]): void {
  const [fast, slow] = [simulate(capacity, actions), naive(capacity, actions)];
  expect(fast.completions.map((c) => c.job)).toEqual(slow.completions.map((c) => c.job));
  for (const [i, { time }] of slow.completions.entries()) expect(fast.completions[i]!.time / time).toBeCloseTo(1, 9);
  expect(fast.given / slow.given).toBeCloseTo(1, 9);
  expect(fast.inside / slow.inside).toBeCloseTo(1, 9);
}

describe('ProcessorSharing', () => {
  for (const capacity of [1, 2, 0.25, 1.5, 3.7]) {
    it(`equals its naive twin within 1e-9 on ${capacity} cores, 20 random arrival rows`, () => {
      for (let seed = 0; seed < 20; seed++)
        expectAgreement(capacity, randomActions(`${seed}`, { removals: 0, changes: 0 }));
    });
  }

  it('equals its naive twin when jobs are taken out before they are done', () => {
    for (let seed = 0; seed < 20; seed++) expectAgreement(1.5, randomActions(`${seed}`, { removals: 0.5, changes: 0 }));
  });

  it('equals its naive twin when the number of cores changes, down to 0 and up again', () => {
    for (let seed = 0; seed < 20; seed++) expectAgreement(2, randomActions(`${seed}`, { removals: 0.2, changes: 0.5 }));
  });

  it('gives each of two jobs half a core: 1 s and 2 s of work end at 2 s and 3 s', () => {
    const { completions } = simulate(1, [
      { time: 0, add: 1, work: 1 },
      { time: 0, add: 2, work: 2 },
    ]);
    expect(completions).toEqual([
      { job: 1, time: 2 },
      { job: 2, time: 3 },
    ]);
  });

  it('gives no job more than one core: 1 s of work on 8 cores takes 1 s', () => {
    expect(simulate(8, [{ time: 0, add: 1, work: 1 }]).completions).toEqual([{ job: 1, time: 1 }]);
  });

  it('gives one job half a core where there is no more: 1 s of work takes 2 s', () => {
    expect(simulate(0.5, [{ time: 0, add: 1, work: 1 }]).completions).toEqual([{ job: 1, time: 2 }]);
  });

  it('ends jobs of equal work and start together, in the order in which they came', () => {
    const actions = [3, 1, 2].map((add) => ({ time: 0, add, work: 1 }));
    expect(simulate(1, actions).completions).toEqual([3, 1, 2].map((job) => ({ job, time: 3 })));
  });

  it('stands still without cores and goes on where it was', () => {
    const { completions } = simulate(1, [
      { time: 0, add: 1, work: 2 },
      { time: 1, capacity: 0 },
      { time: 5, capacity: 1 },
    ]);
    expect(completions).toEqual([{ job: 1, time: 6 }]);
  });

  it('ends a job without work at once', () => {
    expect(simulate(1, [{ time: 3, add: 1, work: 0 }])).toMatchObject({
      completions: [{ job: 1, time: 3 }],
      given: 0,
      inside: 0,
    });
  });

  it('conserves work: the core seconds given are the work of all jobs', () => {
    for (const capacity of [0.5, 1, 2.5, 40]) {
      const actions = randomActions('work', { removals: 0, changes: 0 });
      const work = actions.reduce((sum, action) => sum + ('work' in action ? action.work : 0), 0);
      expect(simulate(capacity, actions.slice(0, -1)).given / work).toBeCloseTo(1, 12);
    }
  });

  it('has given a removed job the work up to its removal, and says so once', () => {
    const simulation = new Simulation();
    const kind = simulation.on('completion', () => station.complete(), Order.departure);
    const station = new ProcessorSharing(simulation, kind, 0, 1, () => {});
    station.add(7, 10);
    simulation.run(3);
    expect([station.workGiven(), station.length]).toEqual([3, 1]);
    expect([station.remove(7), station.remove(7), station.length]).toEqual([expect.any(Number), Number.NaN, 0]);
    simulation.run(20);
    expect(station.workGiven()).toBe(3);
  });

  it('lets the job whose work is done bring the next one', () => {
    const simulation = new Simulation();
    const ends: number[] = [];
    const kind = simulation.on('completion', () => station.complete(), Order.departure);
    const station: ProcessorSharing = new ProcessorSharing(simulation, kind, 0, 1, (job) => {
      ends.push(simulation.now);
      if (job < 3) station.add(job + 1, 2);
    });
    station.add(1, 2);
    simulation.run(100);
    expect(ends).toEqual([2, 4, 6]);
  });

  it('of two stations that share a kind of event, each completes its own jobs', () => {
    const simulation = new Simulation();
    const done: string[] = [];
    const kind = simulation.on('completion', (index) => stations[index]!.complete(), Order.departure);
    const stations = [0, 1].map(
      (index) => new ProcessorSharing(simulation, kind, index, 1, (job) => done.push(`${index}: ${job}`)),
    );
    stations[0]!.add(1, 2);
    stations[1]!.add(2, 1);
    simulation.run(10);
    expect(done).toEqual(['1: 2', '0: 1']);
  });
});
