import type { Scenario } from '@dynosim/models';
import { Order, type UniformStream } from '@dynosim/sim-core';
import { Condition, type Engine, either, type Process } from './engine.ts';
import type { Acceptor, ListenQueue } from './listen-queue.ts';
import { AcceptTask } from './turns.ts';
import type { Worker } from './worker.ts';

export type RaceRule = Extract<Scenario['server']['profile']['accept'], { kind: 'race' }>;

/** Every sleeping worker reacts to a connection; the fastest gets it. */
export class Race implements Acceptor {
  private readonly engine: Engine;
  private readonly rule: RaceRule;
  private readonly overhead: number;
  private readonly draws: UniformStream;
  private readonly queue: ListenQueue;
  private readonly state = new Map<Worker, 'asleep' | 'reacting' | 'awake'>();
  /** Counts changes of mind, so that what was meant before them can be told apart. */
  private readonly stint = new Map<Worker, number>();
  private readonly endOfRequest = new Map<Worker, Condition>();

  constructor(engine: Engine, rule: RaceRule, overhead: number, draws: UniformStream, queue: ListenQueue) {
    this.engine = engine;
    this.rule = rule;
    this.overhead = overhead;
    this.draws = draws;
    this.queue = queue;
    for (const worker of queue.workers) this.sleep(worker);
  }

  entered(): void {
    const { workers } = this.queue;
    const isAnyAwake = workers.some((worker) => this.state.get(worker) !== 'asleep');
    const woken = workers.filter((worker) => worker.isReady && this.state.get(worker) === 'asleep');
    const times = woken.map((worker) => this.reaction(worker) + (isAnyAwake ? this.lag() : 0));
    const fastest = times.indexOf(Math.min(...times));
    for (const i of woken.keys()) if (!isAnyAwake && i !== fastest) times[i]! += this.lag();
    for (const [i, worker] of woken.entries()) this.wake(worker, times[i]!);
  }

  ready(worker: Worker): void {
    if (this.queue.waiting.length > 0 && this.state.get(worker) === 'asleep') this.wake(worker, this.reaction(worker));
  }

  stopped(worker: Worker): void {
    this.sleep(worker);
  }

  ended(worker: Worker): void {
    this.endOfRequest.get(worker)?.comeTrue();
    this.endOfRequest.delete(worker);
  }

  private sleep(worker: Worker): void {
    this.state.set(worker, 'asleep');
    this.stint.set(worker, (this.stint.get(worker) ?? 0) + 1);
  }

  /** When the worker will have reacted, if nothing keeps it [s]. */
  private reaction(worker: Worker): number {
    const { fastest, slowest, bias } = this.rule;
    const time = fastest + (slowest - fastest) * this.draws.next();
    return this.engine.now + time * (1 + bias * this.queue.workers.indexOf(worker));
  }

  /** What somebody who is not the first to be woken waits for a core [s]. */
  private lag(): number {
    return this.rule.lag > 0 ? this.rule.lag * this.draws.next() : 0;
  }

  private wake(worker: Worker, at: number): void {
    this.state.set(worker, 'reacting');
    this.engine.start(this.acceptAfterReaction(worker, at, this.stint.get(worker)!));
  }

  private *acceptAfterReaction(worker: Worker, at: number, stint: number): Process {
    const { batch } = this.rule;
    const { waiting, workers } = this.queue;
    yield this.engine.timerAt(at, Order.arrival);
    if (stint !== this.stint.get(worker)) return;
    this.state.set(worker, 'awake');
    do {
      yield* this.nap(worker);
      if (stint !== this.stint.get(worker)) return;
      yield worker.turns!.ask(new AcceptTask(this.overhead));
      if (stint !== this.stint.get(worker)) return;
      for (let taken = 0; taken < batch && waiting.length > 0 && worker.isReady; taken++) worker.take(waiting.shift()!);
    } while (waiting.length > 0 && worker.isReady);
    this.sleep(worker);
    if (waiting.length > 0) return;
    for (const other of workers) if (this.state.get(other) === 'reacting') this.sleep(other);
  }

  private *nap(worker: Worker): Process {
    const { nap } = this.rule;
    if (!nap || worker.inside === 0) return;
    const length = (nap.longest * Math.min(worker.inside, nap.fullAt)) / nap.fullAt;
    const over = this.engine.timer(length, Order.arrival);
    if (!nap.endsEarly) yield over;
    else {
      const end = new Condition();
      this.endOfRequest.set(worker, end);
      yield either(over, end);
    }
  }
}
