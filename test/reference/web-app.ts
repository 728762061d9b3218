import { Outcome, type Scenario } from '@dynosim/models';
import { Order, Streams, type UniformStream } from '@dynosim/sim-core';
import { brokenConnection, Connections } from './connection.ts';
import { DemandSource } from './demands.ts';
import { Dyno } from './dyno.ts';
import { Engine, type Process } from './engine.ts';
import { isPending, newRequest, type Request } from './request.ts';
import { traffic } from './traffic.ts';

/** Limits of who stands before the dynos [s]. */
const routers: Record<string, { firstByte: number; connect: number; attempts: number }> = {
  none: { firstByte: Number.POSITIVE_INFINITY, connect: 127, attempts: 1 },
  legacy: { firstByte: 30, connect: 5, attempts: 10 },
};

/** The obviously right twin of the model: one run of a scenario, told request by request. */
export class WebApp {
  readonly requests: Request[] = [];
  readonly dynos: readonly Dyno[];
  droppedSyns = 0;
  private readonly scenario: Scenario;
  private readonly engine = new Engine();
  private readonly streams: Streams;
  private readonly routing: UniformStream;
  private readonly connections: Connections;
  private readonly router: (typeof routers)[string];
  private readonly demands = new Map<number | undefined, DemandSource>();

  constructor(scenario: Scenario, replication: number) {
    const { engine } = this;
    this.scenario = scenario;
    this.router = routers[scenario.router.generation]!;
    this.streams = new Streams(scenario.run.seed, replication);
    this.routing = this.streams.uniform('routing');
    const looks = this.streams.uniform('worker timeout');
    const answer = (request: Request, outcome: Outcome): void => this.answer(request, outcome);
    this.dynos = Array.from({ length: scenario.web.count }, () => new Dyno({ engine, scenario, looks, answer }));
    this.connections = new Connections({
      engine,
      scenario,
      clockAtStart: this.streams.uniform('kernel clock').next() * 2.048,
      connectTimeout: this.router!.connect,
      hasRoom: (request) => this.dynos[request.dyno]!.hasRoom,
      connected: (request) => this.engine.start(this.hangUpAfter(request, this.router!.firstByte, Outcome.h12)),
      enter: (request) => this.enter(request),
      timedOut: (request) => this.tryNextDyno(request),
      reset: (request) => this.finish(request, brokenConnection(scenario.router.generation, Outcome.reset)),
      dropped: () => void (this.droppedSyns += 1),
    });
  }

  run(until: number): this {
    const { engine, scenario, streams } = this;
    const arrive = (client: number | undefined): Request => this.arrive(client);
    for (const process of traffic({ engine, scenario, streams, arrive })) engine.start(process);
    engine.run(until);
    for (const { cpu } of this.dynos) cpu?.bringUpToDate();
    return this;
  }

  private arrive(client: number | undefined): Request {
    if (!this.demands.has(client)) this.demands.set(client, new DemandSource(this.scenario, this.streams, client));
    const { classOf, demands } = this.demands.get(client)!.next();
    const request = newRequest(this.requests.length, this.engine.now, classOf, demands);
    this.requests.push(request);
    const { timeout, late } = this.scenario.traffic;
    if (late === 'abandon') this.engine.start(this.hangUpAfter(request, timeout, Outcome.clientTimeout));
    this.tryDyno(request);
    return request;
  }

  /** Chooses a dyno and connects to it. */
  private tryDyno(request: Request): void {
    request.dyno = this.chooseDyno();
    const { whenFull } = this.scenario.server.profile;
    if (whenFull === 'refuse' && !this.dynos[request.dyno]!.hasRoom) {
      this.finish(request, this.scenario.router.generation === 'none' ? Outcome.refused : Outcome.h21);
    } else this.engine.start(this.connections.connect(request));
  }

  private chooseDyno(): number {
    const u = this.routing.next();
    if (this.scenario.router.policy === 'random') return Math.floor(u * this.dynos.length);
    const waiting = this.requests.filter(isPending);
    const outstanding = this.dynos.map((_, dyno) => waiting.filter((request) => request.dyno === dyno).length);
    const shortest = [...outstanding.keys()].filter((dyno) => outstanding[dyno] === Math.min(...outstanding));
    return shortest[Math.floor(u * shortest.length)]!;
  }

  private readonly attempts = new Map<Request, number>();

  private tryNextDyno(request: Request): void {
    const tried = (this.attempts.get(request) ?? 0) + 1;
    this.attempts.set(request, tried);
    if (tried === this.router!.attempts) {
      this.finish(request, this.scenario.router.generation === 'none' ? Outcome.connectTimeout : Outcome.h19);
      return;
    }
    request.dyno = -1;
    this.tryDyno(request);
  }

  private enter(request: Request): void {
    this.engine.start(this.dynos[request.dyno]!.visit(request));
  }

  private *hangUpAfter(request: Request, limit: number, outcome: Outcome): Process {
    yield this.engine.timer(limit, Order.timeout);
    if (!isPending(request)) return;
    this.connections.hangUp(request);
    this.finish(request, outcome);
    if (request.data !== 'awaited') return;
    request.data = 'never';
    request.dataKnown.comeTrue();
  }

  /** What comes from the server, if anybody still listens; wrk's clients listen for ever and do not count late answers. */
  private answer(request: Request, outcome: Outcome): void {
    if (!isPending(request)) return;
    const { timeout, late } = this.scenario.traffic;
    if (late === 'count' && this.engine.now - request.arrivedAt > timeout) this.finish(request, Outcome.late);
    else if (outcome === Outcome.eof) {
      this.finish(request, brokenConnection(this.scenario.router.generation, outcome));
    } else this.finish(request, outcome);
  }

  private finish(request: Request, outcome: Outcome): void {
    request.outcome = outcome;
    request.finishedAt = this.engine.now;
    request.finished.comeTrue();
  }
}
