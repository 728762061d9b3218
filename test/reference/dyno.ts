import { Outcome, type Scenario } from '@dynosim/models';
import { Order, type UniformStream } from '@dynosim/sim-core';
import { type Engine, either, type Process } from './engine.ts';
import type { Request } from './request.ts';
import { SharedCpu } from './shared-cpu.ts';

/** What the dynos of one app have in common. */
export interface DynoContext {
  readonly engine: Engine;
  readonly scenario: Scenario;
  /** The master looks for silent workers once a second; where in that second is chance. */
  readonly looks: UniformStream;
  /** The server gives an answer, or breaks the connection. */
  readonly answer: (request: Request, outcome: Outcome) => void;
}

/** A listen queue and the workers that serve it, told from the request's point of view. */
export class Dyno {
  readonly cpu: SharedCpu | undefined;
  /** CPU work of the requests that began their service [core s]. */
  cpuStarted = 0;
  kills = 0;
  private readonly context: DynoContext;
  private readonly queue: Request[] = [];
  private readonly idle: number[];
  private readonly cold: Set<number>;

  constructor(context: DynoContext) {
    this.context = context;
    const { web, server } = context.scenario;
    this.idle = Array.from({ length: server.profile.workers }, (_, worker) => worker);
    this.cold = new Set(this.idle);
    this.cpu = web.cores < server.profile.workers ? new SharedCpu(context.engine, web.cores) : undefined;
  }

  get hasRoom(): boolean {
    return this.queue.length < this.context.scenario.server.profile.backlog + 1;
  }

  /** The connection's stay at the server. */
  *visit(request: Request): Process {
    request.isAtServer = true;
    yield* this.waitForWorker(request);
    request.takenAt = this.context.engine.now;
    if (request.data === 'awaited') yield request.dataKnown;
    if (request.data === 'never') this.leave(request, Outcome.reset);
    else {
      request.startedAt = this.context.engine.now;
      yield* this.cpu ? this.serveTogether(request, this.cpu) : this.serveAlone(request);
      if (request.killed.isTrue) yield* this.replaceWorker(request);
      else this.leave(request, Outcome.ok);
    }
    this.release(request.worker);
  }

  private *waitForWorker(request: Request): Process {
    if (this.idle.length > 0) {
      request.worker = this.idle.shift()!;
    } else {
      this.queue.push(request);
      yield request.turn;
    }
  }

  /** The worker takes the next connection, or goes to the end of the row of idle workers. */
  private release(worker: number): void {
    const next = this.queue.shift();
    if (!next) this.idle.push(worker);
    else {
      next.worker = worker;
      next.turn.comeTrue();
    }
  }

  private leave(request: Request, outcome: Outcome): void {
    request.isAtServer = false;
    request.leftAt = this.context.engine.now;
    this.context.answer(request, outcome);
  }

  private *replaceWorker(request: Request): Process {
    const { profile } = this.context.scenario.server;
    this.kills += 1;
    this.cold.add(request.worker);
    this.leave(request, profile.timeout.answer === 'eof' ? Outcome.eof : Outcome.status500);
    yield this.context.engine.timer(profile.respawn, Order.change);
  }

  /** A core for every worker: the length of the service is known when it begins. */
  private *serveAlone(request: Request): Process {
    const { engine, scenario, looks } = this.context;
    const { overhead, timeout } = scenario.server.profile;
    let service = overhead.read + this.firstRequestExtra(request);
    this.cpuStarted += overhead.read;
    for (const { kind, length } of this.phases(request)) {
      service += length;
      if (kind === 'cpu') this.cpuStarted += length;
    }
    const isWatched = timeout.limits === 'request' && service > timeout.after;
    const limit = isWatched ? timeout.after + timeout.within * looks.next() : Number.POSITIVE_INFINITY;
    yield service > limit ? engine.timer(limit, Order.change) : engine.timer(service, Order.departure);
    if (service > limit) request.killed.comeTrue();
  }

  /** More workers than cores: CPU phases take turns, and only time tells how long they take. */
  private *serveTogether(request: Request, cpu: SharedCpu): Process {
    const { engine, scenario } = this.context;
    engine.start(this.watch(request));
    const extra = this.firstRequestExtra(request);
    if (extra > 0) yield either(engine.timer(extra, Order.departure), request.killed);
    let work = scenario.server.profile.overhead.read;
    for (const { kind, length } of [...this.phases(request), { kind: 'end', length: 0 }]) {
      if (kind === 'cpu') {
        work += length;
        continue;
      }
      if (work > 0 && !request.killed.isTrue) yield* this.compute(request, cpu, work);
      work = 0;
      if (kind === 'wait' && !request.killed.isTrue) {
        yield either(engine.timer(length, Order.departure), request.killed);
      }
    }
  }

  private *compute(request: Request, cpu: SharedCpu, work: number): Process {
    const job = cpu.add(work);
    yield either(job.done, request.killed);
    if (!job.done.isTrue) cpu.remove(job);
  }

  /** The master's eye on a worker. */
  private *watch(request: Request): Process {
    const { engine, scenario, looks } = this.context;
    const { limits, after, within } = scenario.server.profile.timeout;
    if (limits === 'nothing') return;
    yield engine.timer(after, Order.timeout);
    if (!request.isAtServer) return;
    yield engine.timer(within * looks.next(), Order.change);
    if (request.isAtServer) request.killed.comeTrue();
  }

  private firstRequestExtra(request: Request): number {
    return this.cold.delete(request.worker) ? this.context.scenario.server.profile.firstRequest : 0;
  }

  private phases(request: Request): { kind: 'cpu' | 'wait'; length: number }[] {
    const { requests, web } = this.context.scenario;
    return requests[request.classOf]!.phases.map(({ kind }, k) => {
      const demand = request.demands[k]!;
      return { kind, length: kind === 'cpu' ? demand / web.speed : demand };
    });
  }
}
