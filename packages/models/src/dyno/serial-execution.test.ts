import { AmpleServers, Order, type Servers, Simulation } from '@dynosim/sim-core';
import { describe, expect, it } from 'vitest';
import { ACCEPT, type ExecutionHost } from './execution.ts';
import { SerialExecution, type TurnRule } from './serial-execution.ts';

const LOOP: TurnRule = { quantum: Number.POSITIVE_INFINITY, resumedFirst: false };
const LOCK: TurnRule = { quantum: 5, resumedFirst: false };

/** One worker, and a list of what its tasks did and when. */
class Process implements ExecutionHost {
  readonly simulation = new Simulation();
  readonly execution: SerialExecution;
  readonly log: string[] = [];
  computing = 0;
  /** What a task that has computed asks for. */
  readonly next = new Map<number, () => void>();
  private readonly cores: AmpleServers;
  private readonly arrivals: (() => void)[] = [];
  private readonly arrival = this.simulation.on('arrival', (n) => this.arrivals[n]!(), Order.arrival);

  constructor(rule: TurnRule) {
    const done = (place: number): void => {
      this.cores.complete(place);
      this.execution.complete(place);
    };
    this.cores = new AmpleServers(this.simulation, this.simulation.on('computed', done, Order.departure));
    this.execution = new SerialExecution(this.simulation, this, rule, 1);
  }

  at(time: number, action: () => void): this {
    this.simulation.scheduleAt(time, this.arrival, this.arrivals.push(action) - 1);
    return this;
  }

  /** A task with this much work comes at a time. */
  task(time: number, task: number, work: number, resumed = false): this {
    return this.at(time, () => this.execution.run(0, task, work, resumed));
  }

  run(): readonly string[] {
    this.simulation.run(1000);
    return this.log;
  }

  cpu(): Servers {
    return this.cores;
  }

  begun(): void {}

  computed(_place: number, task: number): void {
    this.log.push(`${task} at ${this.simulation.now}`);
    this.next.get(task)?.();
  }

  computingChanged(_place: number, delta: number): void {
    this.computing += delta;
  }
}

describe('a loop', () => {
  it('computes one task at a time to its end, first come first served', () => {
    const process = new Process(LOOP).task(0, 1, 10).task(1, 2, 3).task(2, ACCEPT, 4);
    expect(process.run()).toEqual(['1 at 10', '2 at 13', '-1 at 17']);
    expect(process.computing).toBe(0);
  });

  it('takes those that come back from a wait first where it is told to', () => {
    const process = new Process({ ...LOOP, resumedFirst: true }).task(0, 1, 10).task(1, 2, 1).task(2, 3, 1, true);
    expect(process.run()).toEqual(['1 at 10', '3 at 11', '2 at 12']);
  });

  it('begins the next task before the last one has consequences', () => {
    const process = new Process(LOOP).task(0, 1, 10).task(1, 2, 3);
    process.next.set(1, () => process.execution.run(0, 3, 1, false));
    expect(process.run()).toEqual(['1 at 10', '2 at 13', '3 at 14']);
  });

  it('goes on without a task that is dropped, and stops when it is cleared', () => {
    const process = new Process(LOOP).task(0, 1, 10).task(1, 2, 10).task(2, 3, 10).task(3, 4, 10);
    process.at(5, () => process.execution.drop(0, 1)).at(6, () => process.execution.drop(0, 3));
    process.at(16, () => process.execution.clear(0));
    expect(process.run()).toEqual(['2 at 15']);
    expect(process.computing).toBe(0);
  });
});

describe('a lock', () => {
  it('passes in turns of the quantum while somebody waits', () => {
    expect(new Process(LOCK).task(0, 1, 10).task(0, 2, 10).run()).toEqual(['1 at 15', '2 at 20']);
  });

  it('counts the quantum from when somebody waits, so that who computes alone is not disturbed', () => {
    expect(new Process(LOCK).task(0, 1, 20).task(12, 2, 1).run()).toEqual(['2 at 18', '1 at 21']);
    expect(new Process(LOCK).task(0, 1, 16).task(12, 2, 1).run()).toEqual(['1 at 16', '2 at 17']);
  });

  it('is kept for what comes of a computing, ahead of those who wait', () => {
    const process = new Process(LOCK).task(0, 1, 3).task(1, 2, 3);
    process.next.set(1, () => process.execution.run(0, 3, 1, false));
    expect(process.run()).toEqual(['1 at 3', '3 at 4', '2 at 7']);
  });
});
