import { Outcome, type Scenario } from '@dynosim/models';
import { Order, Streams, type UniformStream } from '@dynosim/sim-core';
import { brokenConnection, Connections } from './connection.ts';
import { SharedCores } from './cores.ts';
import { isUnsteady, startConditions } from './cpu-conditions.ts';
import { PlainDatabase } from './database.ts';
import { DemandSource } from './demands.ts';
import { Dyno, drawsOf } from './dyno.ts';
import { Condition, Engine, type Process } from './engine.ts';
import { type Look, startLooks } from './load.ts';
import { isPending, newRequest, type Request, type Work } from './request.ts';
import { traffic } from './traffic.ts';
import type { Connection } from './worker.ts';

/** Limits of who stands before the dynos [s]. */
const routers: Record<string, { firstByte: number; connect: number; attempts: number; boot: number }> = {
  none: { firstByte: Number.POSITIVE_INFINITY, connect: 127, attempts: 1, boot: 0 },
  legacy: { firstByte: 30, connect: 5, attempts: 10, boot: 75 },
};

/** The obviously right twin of the model: one run of a scenario, told request by request. */
export class WebApp {
  readonly requests: Request[] = [];
  readonly dynos: readonly Dyno[];
  readonly database: PlainDatabase | undefined;
  /** Heroku's at each dyno, where they see anything. */
  readonly looks: readonly Look[][];
  droppedSyns = 0;
  private readonly scenario: Scenario;
  private readonly engine = new Engine();
  private readonly streams: Streams;
  private readonly routing: UniformStream;
  private readonly connections: Connections;
  private readonly router: (typeof routers)[string];
  private readonly demands = new Map<number | undefined, DemandSource>();
  private readonly kept: Map<number, Connection> | undefined;

  constructor(scenario: Scenario, replication: number) {
    const { engine } = this;
    this.scenario = scenario;
    this.router = routers[scenario.router.generation]!;
    this.streams = new Streams(scenario.run.seed, replication);
    this.routing = this.streams.uniform('routing');
    this.kept = scenario.traffic.keepAlive && scenario.router.generation === 'none' ? new Map() : undefined;
    const answer = (request: Request, outcome: Outcome): void => this.answer(request, outcome);
    this.database = scenario.database && new PlainDatabase(engine, scenario.database);
    const { kept, database } = this;
    const died = (dyno: number): void => this.connections.forgetAll(dyno);
    const booted = (): void => this.sendHeld();
    const all = { engine, scenario, answer, kept, database, died, booted };
    const ofDynos = { ...all, draws: drawsOf(this.streams) };
    this.dynos = Array.from({ length: scenario.web.count }, (_, number) => new Dyno(ofDynos, number));
    const machines = this.dynos.map(({ cores }) => cores);
    const shared = machines.filter((cores) => cores instanceof SharedCores);
    if (isUnsteady(scenario.web.cpu)) startConditions(engine, this.streams, shared, scenario.web.cpu);
    this.looks = this.dynos[0]!.isWhole ? [] : startLooks(engine, this.streams, machines);
    this.connections = new Connections({
      engine,
      scenario,
      clockAtStart: this.streams.uniform('kernel clock').next() * 2.048,
      connectTimeout: this.router!.connect,
      listens: (request) => request.queue!.isOpen,
      findSocket: (request) => this.findSocket(request),
      hasRoom: (request) => request.queue!.waiting.length < scenario.server.profile.backlog + 1,
      connected: (request) => this.engine.start(this.hangUpAfter(request, this.router!.firstByte, Outcome.h12)),
      enter: (request) => this.dynos[request.dyno]!.enter(request),
      refused: (request) => this.refuse(request),
      timedOut: (request) => this.tryNextDyno(request),
      reset: (request) => this.finish(request, brokenConnection(scenario.router.generation, Outcome.reset)),
      dropped: () => void (this.droppedSyns += 1),
    });
  }

  get profile(): Scenario['server']['profile'] {
    return this.scenario.server.profile;
  }

  run(until: number): this {
    const { engine, scenario, streams } = this;
    const arrive = (client: number | undefined): Condition => this.arrive(client);
    for (const process of traffic({ engine, scenario, streams, arrive })) engine.start(process);
    engine.run(until);
    for (const { cores } of this.dynos) cores.bringUpToDate();
    return this;
  }

  /** Somebody wants something: true when it is settled, with or without further attempts. */
  private arrive(client: number | undefined): Condition {
    if (!this.demands.has(client)) this.demands.set(client, new DemandSource(this.scenario, this.streams, client));
    const settled = new Condition();
    this.attempt({ client, ...this.demands.get(client)!.next() }, 0, settled);
    return settled;
  }

  private attempt(work: Work, tries: number, settled: Condition): void {
    const { timeout, late, retries } = this.scenario.traffic;
    const request = newRequest(this.requests.length, this.engine.now, work);
    this.requests.push(request);
    request.finished.whenTrue(() => {
      const isGood = request.outcome === Outcome.ok || request.outcome === Outcome.late;
      if (isGood || !retries || tries === retries.attempts) return settled.comeTrue();
      const again = this.engine.timer(retries.backoff * retries.factor ** tries, Order.arrival);
      again.whenTrue(() => this.attempt(work, tries + 1, settled));
    });
    if (late === 'abandon') this.engine.start(this.hangUpAfter(request, timeout, Outcome.clientTimeout));
    const connection = this.kept?.get(work.client!);
    if (!connection) {
      this.tryDyno(request);
      return;
    }
    this.kept!.delete(work.client!);
    request.dyno = connection.worker.context.dyno;
    connection.worker.reuse(request, connection);
  }

  /** Chooses a dyno and connects to it. */
  private tryDyno(request: Request): void {
    const dynos = this.routableDynos();
    if (dynos.length === 0) {
      this.engine.start(this.hold(request));
      return;
    }
    request.dyno = this.chooseDyno(dynos);
    const { whenFull, backlog } = this.scenario.server.profile;
    const isFull = this.findSocket(request) && request.queue!.waiting.length > backlog;
    if (!request.queue || (isFull && whenFull === 'refuse')) this.refuse(request);
    else if (isFull && whenFull === 'status503') this.finish(request, Outcome.status503);
    else this.engine.start(this.connections.connect(request));
  }

  /** True if somebody listens. */
  private findSocket(request: Request): boolean {
    request.queue = this.dynos[request.dyno]!.queueFor();
    return request.queue !== undefined;
  }

  private refuse(request: Request): void {
    this.finish(request, this.scenario.router.generation === 'none' ? Outcome.refused : Outcome.h21);
  }

  /** A router knows which dynos are up; clients alone do not. */
  private routableDynos(): readonly Dyno[] {
    return this.scenario.router.generation === 'none' ? this.dynos : this.dynos.filter(({ isUp }) => isUp);
  }

  private chooseDyno(dynos: readonly Dyno[]): number {
    const u = this.routing.next();
    if (this.scenario.router.policy === 'random') return dynos[Math.floor(u * dynos.length)]!.number;
    const waiting = this.requests.filter(isPending);
    const outstanding = dynos.map(({ number }) => waiting.filter(({ dyno }) => dyno === number).length);
    const shortest = dynos.filter((_, i) => outstanding[i] === Math.min(...outstanding));
    return shortest[Math.floor(u * shortest.length)]!.number;
  }

  private readonly held = new Set<Request>();

  /** No dyno is up. */
  private *hold(request: Request): Process {
    const { engine, held, router } = this;
    held.add(request);
    yield engine.timerAt(Math.max(engine.now, request.arrivedAt + router!.boot), Order.timeout);
    if (!isPending(request) || !held.delete(request)) return;
    this.finish(request, Outcome.h20);
  }

  private sendHeld(): void {
    const waiting = [...this.held].filter(isPending).sort((a, b) => a.serial - b.serial);
    this.held.clear();
    for (const request of waiting) this.tryDyno(request);
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
    else if (outcome === Outcome.eof || outcome === Outcome.reset) {
      this.finish(request, brokenConnection(this.scenario.router.generation, outcome));
    } else this.finish(request, outcome);
  }

  private finish(request: Request, outcome: Outcome): void {
    request.outcome = outcome;
    request.finishedAt = this.engine.now;
    request.finished.comeTrue();
  }
}
