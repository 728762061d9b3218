import { Outcome, type Scenario } from '@dynosim/models';
import { Order, type Streams, type UniformStream, uniformChoice } from '@dynosim/sim-core';
import { LeastBusy, LongestReady } from './accept-at-once.ts';
import { Credit } from './accept-credit.ts';
import { Race } from './accept-race.ts';
import { AmpleCores, type Cores, SharedCores } from './cores.ts';
import { isUnsteady } from './cpu-conditions.ts';
import type { PlainDatabase } from './database.ts';
import type { Engine, Process } from './engine.ts';
import type { Acceptor, ListenQueue } from './listen-queue.ts';
import { Memory } from './memory.ts';
import type { Request } from './request.ts';
import { Turns } from './turns.ts';
import { type Connection, type Slot, Worker } from './worker.ts';

/** What the dynos of one app have in common. */
export interface DynoContext {
  readonly engine: Engine;
  readonly scenario: Scenario;
  readonly draws: Draws;
  /** The server gives an answer, or breaks the connection. */
  readonly answer: (request: Request, outcome: Outcome) => void;
  readonly kept: Map<number, Connection> | undefined;
  readonly database: PlainDatabase | undefined;
  /** The platform has killed a dyno; it is up again. */
  readonly died: (dyno: number) => void;
  readonly booted: (dyno: number) => void;
}

/** Chance at the servers. */
export interface Draws {
  readonly looks: UniformStream;
  readonly lives: UniformStream;
  readonly race: UniformStream;
  readonly socket: UniformStream;
  readonly platform: UniformStream;
}

export function drawsOf(streams: Streams): Draws {
  return {
    looks: streams.uniform('worker timeout'),
    lives: streams.uniform('worker lives'),
    race: streams.uniform('accept race'),
    socket: streams.uniform('socket'),
    platform: streams.uniform('look at memory'),
  };
}

/** A machine with its listen queues, its workers and their cores. */
export class Dyno {
  readonly number: number;
  /** Nobody can see what a request does while it is in its slot. */
  readonly isWhole: boolean;
  readonly cores: Cores;
  readonly workers: readonly Worker[];
  readonly memory: Memory | undefined;
  isUp = true;
  readonly tally = { kills: 0, cpuStarted: 0, slots: [] as Slot[] };
  private readonly context: DynoContext;
  private readonly queues: readonly ListenQueue[];

  constructor(context: DynoContext, number: number) {
    const { engine, scenario, draws, answer, kept, database } = context;
    const { web, server } = scenario;
    const { cpu, workers, slots, accept, sockets } = server.profile;
    this.context = context;
    this.number = number;
    const tasks = cpu.kind === 'parallel' ? workers * slots : workers + (accept.kind === 'credit' ? 1 : 0);
    const isAmple = !isUnsteady(web.cpu) && web.cpu.cores >= tasks;
    this.cores = isAmple ? new AmpleCores(engine) : new SharedCores(engine, web.cpu.cores);
    const { looks, lives } = draws;
    const isWhole = isAmple && cpu.kind === 'parallel' && !database;
    this.isWhole = isWhole;
    const memory = (): Memory | undefined => this.memory;
    const shared = { engine, scenario, answer, kept, database, memory };
    const ofWorkers = { ...shared, dyno: number, cores: this.cores, isWhole, looks, lives };
    this.workers = Array.from({ length: workers }, () => new Worker({ ...ofWorkers, tally: this.tally }));
    const groups = sockets === 'shared' ? [this.workers] : this.workers.map((worker) => [worker]);
    this.queues = groups.map((group) => this.createQueue(group));
    this.memory = this.createMemory();
    this.memory?.changed();
  }

  /** Where the request's connection goes; undefined if nobody listens. */
  queueFor(): ListenQueue | undefined {
    if (this.context.scenario.server.profile.sockets === 'shared') return this.isUp ? this.queues[0] : undefined;
    const up = this.queues.filter(({ isOpen }) => isOpen);
    return up[uniformChoice(this.context.draws.socket, up.length)];
  }

  enter(request: Request): void {
    request.isAtServer = true;
    request.queue!.waiting.push(request);
    request.queue!.acceptor.entered(request);
  }

  /** Killed with all it has, and started again. */
  private *restart(delay: number): Process {
    const { engine, answer, died, booted } = this.context;
    this.isUp = false;
    for (const { life } of this.workers) life.dieWithDyno();
    for (const { acceptor, waiting } of this.queues) {
      for (const request of [...(acceptor.reset?.() ?? []), ...waiting.splice(0)]) {
        request.isAtServer = false;
        answer(request, Outcome.reset);
      }
    }
    died(this.number);
    yield engine.timer(delay, Order.change);
    this.isUp = true;
    for (const { life } of this.workers) life.begin();
    booted(this.number);
  }

  private createMemory(): Memory | undefined {
    const { engine, scenario, draws } = this.context;
    const rule = scenario.memory;
    if (!rule) return undefined;
    const parts = { engine, rule, isUp: () => this.isUp, workers: () => this.workers };
    const restart = (): void => engine.start(this.restart(rule.restart));
    return new Memory({ ...parts, restart, phase: draws.platform.next() });
  }

  private createQueue(workers: readonly Worker[]): ListenQueue {
    const isShared = this.context.scenario.server.profile.sockets === 'shared';
    const dyno = this;
    const queue = {
      waiting: [],
      workers,
      acceptor: undefined as unknown as Acceptor,
      get isOpen(): boolean {
        return isShared ? dyno.isUp : workers[0]!.life.isUp;
      },
    };
    queue.acceptor = this.createAcceptor(queue);
    for (const worker of workers) worker.queue = queue;
    return queue;
  }

  private createAcceptor(queue: ListenQueue): Acceptor {
    const { engine, scenario, draws } = this.context;
    const { accept, overhead, workers } = scenario.server.profile;
    const { cores } = this;
    switch (accept.kind) {
      case 'at-once':
        return accept.choice === 'least-busy' ? new LeastBusy(queue) : new LongestReady(queue);
      case 'race':
        // With a core for everybody and one to spare nobody who is woken waits for one.
        return new Race(
          engine,
          scenario.web.cores > workers ? { ...accept, lag: 0 } : accept,
          overhead.accept,
          draws.race,
          queue,
        );
      case 'credit': {
        const master = { engine, cores, quantum: Number.POSITIVE_INFINITY, resumedFirst: false, begins: () => {} };
        return new Credit(engine, new Turns(master), overhead, queue);
      }
    }
  }
}
