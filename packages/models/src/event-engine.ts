import { NONE, Simulation, Streams } from '@dynosim/sim-core';
import { Handshake } from './connection/handshake.ts';
import { Database } from './database/database.ts';
import type { CpuUse } from './dyno/cpu-use.ts';
import { NO_MEMORY } from './dyno/dyno-memory.ts';
import { Fleet } from './dyno/fleet.ts';
import type { FleetListener } from './dyno/machine.ts';
import { DatabaseWatch } from './measure/database-watch.ts';
import { checkLaws } from './measure/laws.ts';
import { Recorder } from './measure/recorder.ts';
import type { ReplicationSummary } from './measure/summary.ts';
import { createDemands, type Demands } from './request/demands.ts';
import type { Outcome } from './request/outcome.ts';
import { Holder, Requests } from './request/requests.ts';
import { Retries } from './request/retries.ts';
import { Dispatch, type DispatchListener } from './router/dispatch.ts';
import { findRouterGeneration } from './router/generations.ts';
import { findRoutingPolicy } from './router/index.ts';
import { RoutableDynos } from './router/routable-dynos.ts';
import type { Scenario } from './scenario/scenario.ts';
import { computesForAll } from './servers/profile.ts';
import type { ReplicationOrder } from './simulate.ts';
import { findWorkload } from './workload/index.ts';
import type { Workload } from './workload/workload.ts';

/**
 * The event-driven engine: where the parts of the model meet. A part knows its neighbours by interfaces of its own;
 * what no neighbour fulfils by itself is passed on here. Hot: by methods of one class, which the compiler sees through;
 * closures that are made anew for every replication cost a call and a chain of contexts each.
 */
export class EventEngine implements FleetListener, DispatchListener {
  private readonly scenario: Scenario;
  private readonly order: ReplicationOrder;
  private readonly simulation = new Simulation();
  private readonly streams: Streams;
  protected readonly requests: Requests;
  private readonly recorder: Recorder;
  private readonly fleet: Fleet;
  private readonly dispatch: Dispatch;
  private readonly handshake: Handshake;
  private readonly retries: Retries | undefined;
  private readonly isClosed: boolean;
  private readonly whenFull: Scenario['server']['profile']['whenFull'];
  /** True where a full listen queue is told at once. */
  private readonly turnsAway: boolean;
  /** Clients that keep their connections. */
  private readonly keeping: number;
  /** One for all open traffic; one for each client of a closed loop. */
  private readonly demands: readonly Demands[];
  private readonly recordedDyno: Int32Array | undefined;
  private readonly workload: Workload;

  constructor(scenario: Scenario, order: ReplicationOrder) {
    const { simulation } = this;
    const { requests: classes, web, server, traffic, trace, router } = scenario;
    this.scenario = scenario;
    this.order = order;
    this.streams = new Streams(scenario.run.seed, order.replication);
    this.requests = new Requests(Math.max(...classes.map((r) => r.phases.length)));
    const workers = web.count * server.profile.workers;
    const database = scenario.database && new Database(simulation, this.requests, scenario.database, workers);
    this.recorder = new Recorder(simulation, this.requests, order, this, database && new DatabaseWatch(database));
    this.keeping = traffic.keepAlive && router.generation === 'none' ? traffic.clients! : 0;
    const extras = { clients: this.keeping, memory: scenario.memory, database, observer: this.recorder };
    this.fleet = new Fleet(simulation, this.streams, this.requests, classes, web, server.profile, extras, this);
    if (this.cpuUse.isCounted) this.recorder.watchLoad(web.count, this.streams.uniform('look at load'));
    this.dispatch = this.createDispatch();
    this.handshake = this.createHandshake();
    this.retries =
      traffic.retries && new Retries(simulation, this.requests, traffic.retries, (slot) => this.submit(slot));
    this.isClosed = traffic.clients !== undefined;
    this.whenFull = server.profile.whenFull;
    this.turnsAway = this.whenFull === 'refuse' || this.whenFull === 'status503';
    this.demands = createDemands(this.requests, scenario, this.streams);
    this.recordedDyno = router.policy === 'random' ? trace?.dyno : undefined;
    const context = { simulation, streams: this.streams, trace, profile: scenario.profile };
    this.workload = findWorkload(traffic.arrivals)!.create(traffic, {
      ...context,
      arrive: (source) => this.arrive(source),
    });
  }

  run(): ReplicationSummary {
    const { simulation, requests, recorder, scenario, order } = this;
    this.workload.start();
    simulation.run(order.end);
    const { workers, slots } = scenario.server.profile;
    checkLaws(simulation, requests, recorder, scenario.web.count * workers * slots);
    const { memory, lives } = this.fleet;
    memory?.checkLaw();
    return recorder.summary(order.replication, {
      droppedSyns: this.handshake.dropped,
      recycled: lives.recycled,
      ...(memory?.counts ?? NO_MEMORY),
    });
  }

  private arrive(source: number): void {
    const { requests } = this;
    const slot = requests.open(this.simulation.now, source);
    this.demands[this.isClosed ? source : 0]!.draw(slot, source);
    if (this.recordedDyno) requests.dyno[slot] = this.recordedDyno[source]!;
    this.submit(slot);
  }

  private submit(slot: number): void {
    const { requests } = this;
    this.recorder.arrivedNow(slot);
    const kept = this.keeping > 0 ? this.fleet.reception.keptDyno(requests.source[slot]!) : NONE;
    if (kept !== NONE) {
      requests.dyno[slot] = kept;
      requests.isKept[slot] = 1;
    }
    this.dispatch.submit(slot);
  }

  choose(slot: number): boolean {
    return this.fleet.entrance.choose(slot);
  }

  listens(slot: number): boolean {
    return this.fleet.entrance.listens(slot);
  }

  hasRoom(slot: number): boolean {
    return this.fleet.entrance.hasRoom(slot);
  }

  enter(slot: number, withData: boolean): void {
    this.recorder.enteredNow();
    this.fleet.entrance.enter(slot, withData);
  }

  dataArrived(slot: number): void {
    this.fleet.reception.dataArrived(slot);
  }

  dataNeverComes(slot: number): void {
    this.fleet.reception.dataNeverComes(slot);
  }

  connect(slot: number): void {
    const { requests, fleet, dispatch, whenFull } = this;
    if (requests.isKept[slot] === 1) {
      requests.isKept[slot] = 0;
      this.recorder.enteredNow();
      dispatch.connected(slot);
      fleet.reception.reuse(slot);
    } else if (!fleet.entrance.choose(slot)) dispatch.refused(slot);
    else if (!this.turnsAway || fleet.entrance.hasRoom(slot)) this.handshake.open(slot);
    else if (whenFull === 'status503') dispatch.overloaded(slot);
    else dispatch.refused(slot);
  }

  disconnect(slot: number): void {
    this.handshake.close(slot);
  }

  finished(slot: number, outcome: Outcome): void {
    this.recorder.finishedNow(slot, outcome);
    if (!this.retries?.finished(slot, outcome)) this.workload.finished?.(this.requests.source[slot]!);
  }

  released(slot: number): void {
    this.recorder.releasedNow(slot);
    this.requests.free(slot);
  }

  ended(slot: number, outcome: Outcome): void {
    this.recorder.endedNow();
    this.dispatch.ended(slot, outcome);
  }

  keepsConnection(slot: number): boolean {
    return (this.requests.holders[slot]! & Holder.client) !== 0;
  }

  dynoDied(dyno: number): void {
    this.handshake.forgetAll(dyno);
    this.dispatch.dynoDied(dyno);
  }

  dynoBooted(dyno: number): void {
    this.dispatch.dynoBooted(dyno);
  }

  get cpuUse(): CpuUse {
    return this.fleet.cpuUse;
  }

  workersBusy(): number {
    const { scenario, recorder, simulation, fleet } = this;
    return (computesForAll(scenario.server.profile) ? fleet.computing : recorder.busy).areaUntil(simulation.now);
  }

  private createDispatch(): Dispatch {
    const { web, traffic, router } = this.scenario;
    const dynos = new RoutableDynos(web.count);
    const policy = findRoutingPolicy(router.policy)!;
    const rules = {
      policy: policy.create(dynos, this.streams.uniform('routing')),
      generation: findRouterGeneration(router.generation)!,
      patience: traffic.timeout,
      waitsForLateAnswers: traffic.late === 'count',
    };
    return new Dispatch(this.simulation, this.requests, rules, dynos, this, this);
  }

  private createHandshake(): Handshake {
    const { simulation, requests, dispatch } = this;
    const { router, server } = this.scenario;
    const rules = {
      connectTimeout: findRouterGeneration(router.generation)!.connectTimeout,
      linearRetries: server.profile.whenFull === 'retry-linear' ? 4 : 0,
      backlog: server.profile.backlog,
    };
    return new Handshake(simulation, requests, this.streams.uniform('kernel clock', 1), rules, this, dispatch);
  }
}
