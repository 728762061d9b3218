import { Simulation, Streams, type UniformStream } from '@dynosim/sim-core';
import { describe, expect, it } from 'vitest';
import { Requests } from '../request/requests.ts';
import { LoopWatch } from './loop-watch.ts';
import { RequestDeadlines } from './request-deadlines.ts';

const RULE = { limits: 'loop', after: 3, within: 2, victims: 'one', answer: 'eof' } as const;

function numbers(seed: string): UniformStream {
  return new Streams(seed, 0).uniform('worker timeout');
}

describe('the watch over requests', () => {
  it('kills within the time between two looks, and only who is late', () => {
    const simulation = new Simulation();
    const requests = new Requests(1);
    const killed: [number, number][] = [];
    const overdue = (slot: number): void => void killed.push([slot, simulation.now]);
    const deadlines = new RequestDeadlines(simulation, requests, RULE, numbers('a'), overdue);
    for (const slot of [0, 1, 2]) deadlines.watch(slot);
    simulation.run(2.9);
    deadlines.release(1);
    simulation.run(3);
    deadlines.release(2);
    simulation.run(20);
    expect(killed).toEqual([[0, 3 + 2 * numbers('a').next()]]);
  });
});

describe('the watch over loops', () => {
  it('kills a loop that computes one request for too long, counted from where that began', () => {
    const simulation = new Simulation();
    const killed: [number, number][] = [];
    const overdue = (place: number): void => void killed.push([place, simulation.now]);
    const watch = new LoopWatch(simulation, RULE, numbers('b'), 2, () => true, overdue);
    watch.began(0);
    watch.began(1);
    simulation.run(2);
    watch.began(0);
    watch.ended(1);
    simulation.run(20);
    expect(killed).toEqual([[0, 2 + 3 + 2 * numbers('b').next()]]);
  });

  it('lets a loop alone that sleeps or accepts, and draws nothing for it', () => {
    const simulation = new Simulation();
    let killed = 0;
    const draws = numbers('c');
    const watch = new LoopWatch(
      simulation,
      RULE,
      draws,
      1,
      () => false,
      () => void (killed += 1),
    );
    watch.began(0);
    simulation.run(20);
    expect([killed, draws.next()]).toEqual([0, numbers('c').next()]);
  });
});
