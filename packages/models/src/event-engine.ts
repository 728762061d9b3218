import { Simulation, Streams } from '@dynosim/sim-core';
import type { ListenQueues } from './connection/ends.ts';
import { Handshake } from './connection/handshake.ts';
import { Fleet } from './dyno/fleet.ts';
import type { FleetListener } from './dyno/machine.ts';
import { checkLaws } from './measure/laws.ts';
import { Recorder } from './measure/recorder.ts';
import type { ReplicationSummary } from './measure/summary.ts';
import { Demands } from './request/demands.ts';
import type { Outcome } from './request/outcome.ts';
import { Requests } from './request/requests.ts';
import { Retries } from './request/retries.ts';
import { Dispatch, type DispatchListener } from './router/dispatch.ts';
import { findRouterGeneration } from './router/generations.ts';
import { findRoutingPolicy } from './router/index.ts';
import type { Scenario } from './scenario/scenario.ts';
import type { ReplicationOrder } from './simulate.ts';
import { CLIENT_BLOCK } from './workload/clients.ts';
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
  private readonly requests: Requests;
  private readonly recorder: Recorder;
  private readonly fleet: Fleet;
  private readonly dispatch: Dispatch;
  private readonly handshake: Handshake;
  private readonly retries: Retries | undefined;
  private readonly isClosed: boolean;
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
    this.recorder = new Recorder(simulation, this.requests, order, () => this.fleet.cpuGiven());
    this.fleet = new Fleet(simulation, this.streams, this.requests, classes, web, server.profile, this);
    this.dispatch = this.createDispatch();
    this.handshake = this.createHandshake();
    this.retries =
      traffic.retries && new Retries(simulation, this.requests, traffic.retries, (slot) => this.submit(slot));
    this.isClosed = traffic.clients !== undefined;
    this.demands = this.createDemands();
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
    checkLaws(simulation, requests, recorder, scenario.web.count * scenario.server.profile.workers);
    return recorder.summary(order.replication, this.handshake.dropped);
  }

  private arrive(source: number): void {
    const { requests } = this;
    const slot = requests.open(this.simulation.now, source);
    this.demands[this.isClosed ? source : 0]!.draw(slot, source);
    if (this.recordedDyno) requests.dyno[slot] = this.recordedDyno[source]!;
    this.submit(slot);
  }

  private submit(slot: number): void {
    this.recorder.arrivedNow(slot);
    this.dispatch.submit(slot);
  }

  connect(slot: number): void {
    this.handshake.open(slot);
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

  taken(): void {
    this.recorder.takenNow();
  }

  started(slot: number): void {
    this.recorder.startedNow(slot);
  }

  ended(slot: number, outcome: Outcome): void {
    this.recorder.endedNow();
    this.dispatch.ended(slot, outcome);
  }

  busyChanged(delta: number): void {
    this.recorder.busyChanged(delta);
  }

  killed(): void {
    this.recorder.killedNow();
  }

  replaced(): void {
    this.recorder.replacedNow();
  }

  private createDispatch(): Dispatch {
    const { web, traffic, router, server } = this.scenario;
    const outstanding = new Int32Array(web.count);
    const policy = findRoutingPolicy(router.policy)!;
    const rules = {
      policy: policy.create({ count: web.count, outstanding }, this.streams.uniform('routing')),
      generation: findRouterGeneration(router.generation)!,
      patience: traffic.timeout,
      waitsForLateAnswers: traffic.late === 'count',
      whenFull: server.profile.whenFull,
    };
    return new Dispatch(this.simulation, this.requests, rules, outstanding, this.fleet, this);
  }

  private createHandshake(): Handshake {
    const { simulation, requests, dispatch } = this;
    const { router, server } = this.scenario;
    const rules = {
      connectTimeout: findRouterGeneration(router.generation)!.connectTimeout,
      linearRetries: server.profile.whenFull === 'retry-linear' ? 4 : 0,
      backlog: server.profile.backlog,
    };
    return new Handshake(
      simulation,
      requests,
      this.streams.uniform('kernel clock', 1),
      rules,
      this.listenQueues(),
      dispatch,
    );
  }

  /** Those of the dynos; where a time series is wanted, with an eye on who gets in. */
  private listenQueues(): ListenQueues {
    const { fleet, recorder } = this;
    if (this.order.points === 0) return fleet;
    return {
      hasRoom: (slot) => fleet.hasRoom(slot),
      dataArrived: (slot) => fleet.dataArrived(slot),
      enter: (slot, withData) => {
        recorder.enteredNow();
        fleet.enter(slot, withData);
      },
    };
  }

  private createDemands(): Demands[] {
    const { requests, streams } = this;
    const { requests: classes, traffic, trace } = this.scenario;
    if (traffic.clients === undefined) return [new Demands(requests, classes, streams, trace)];
    return Array.from({ length: traffic.clients }, (_, client) => {
      return new Demands(requests, classes, streams, undefined, `/client ${client}`, CLIENT_BLOCK);
    });
  }
}
