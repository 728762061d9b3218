import { Simulation, Streams } from '@dynosim/sim-core';
import { Handshake } from './connection/handshake.ts';
import { Fleet } from './dyno/fleet.ts';
import { canLookAhead, lookAhead } from './lookahead.ts';
import type { Observation } from './measure/collector.ts';
import { checkLaws } from './measure/laws.ts';
import { Recorder } from './measure/recorder.ts';
import type { ReplicationSummary } from './measure/summary.ts';
import { Demands } from './request/demands.ts';
import type { Outcome } from './request/outcome.ts';
import { Requests } from './request/requests.ts';
import { Retries } from './request/retries.ts';
import { Dispatch, type DispatchContext } from './router/dispatch.ts';
import { findRouterGeneration } from './router/generations.ts';
import { findRoutingPolicy } from './router/index.ts';
import type { Scenario } from './scenario/scenario.ts';
import { findWorkload } from './workload/index.ts';
import type { Workload } from './workload/workload.ts';

/** Uniforms that a client draws at a time: it has few requests, and there may be thousands of clients. */
const CLIENT_BLOCK = 16;

/** One replication to run. */
export interface ReplicationOrder extends Observation {
  readonly replication: number;
  /** The run stops here at the latest [s]; Infinity: when nothing is left to do. */
  readonly end: number;
}

/**
 * Runs one replication of a scenario and gives its summary. A pure function of scenario, seed and order: the same
 * replication with a later end begins with the same trajectory, whichever engine runs it.
 */
export function replicate(described: Scenario, order: ReplicationOrder): ReplicationSummary {
  const scenario = findRoutingPolicy(described.router.policy)!.pools ? pooled(described) : described;
  const summary = canLookAhead(scenario) ? lookAhead(scenario, order) : undefined;
  return summary ?? runEvents(scenario, order);
}

/** All dynos as one, with all their workers and cores behind one listen queue. */
function pooled(scenario: Scenario): Scenario {
  const { web, server } = scenario;
  const profile = { ...server.profile, workers: server.profile.workers * web.count };
  return { ...scenario, web: { ...web, count: 1, cores: web.cores * web.count }, server: { ...server, profile } };
}

/** The composition root of the event-driven engine. */
export function runEvents(scenario: Scenario, order: ReplicationOrder): ReplicationSummary {
  const simulation = new Simulation();
  const streams = new Streams(scenario.run.seed, order.replication);
  const requests = new Requests(Math.max(...scenario.requests.map((r) => r.phases.length)));
  const recorder = new Recorder(simulation, requests, order, () => fleet.cpuGiven());
  const fleet: Fleet = createFleet(scenario, simulation, streams, requests, recorder, (slot, outcome) =>
    dispatch.ended(slot, outcome),
  );
  const dispatch: Dispatch = createDispatch(scenario, simulation, streams, requests, {
    hasRoom: (slot) => fleet.hasRoom(slot),
    connect: (slot) => handshake.open(slot),
    disconnect: (slot) => handshake.close(slot),
    dataNeverComes: (slot) => fleet.dataNeverComes(slot),
    finished: (slot, outcome) => {
      recorder.finishedNow(slot, outcome);
      if (!retries?.finished(slot, outcome)) workload.finished?.(requests.source[slot]!);
    },
    released: (slot) => {
      recorder.releasedNow(slot);
      requests.free(slot);
    },
  });
  const handshake: Handshake = createHandshake(scenario, simulation, streams, requests, dispatch, fleet);
  const submit = (slot: number): void => {
    recorder.arrivedNow(slot);
    dispatch.submit(slot);
  };
  const policy = scenario.traffic.retries;
  const retries: Retries | undefined = policy && new Retries(simulation, requests, policy, submit);
  const workload: Workload = createWorkload(scenario, simulation, streams, requests, submit);
  workload.start();
  simulation.run(order.end);
  checkLaws(simulation, requests, recorder, scenario.web.count * scenario.server.profile.workers);
  return recorder.summary(order.replication, handshake.dropped);
}

function createFleet(
  { requests: classes, web, server }: Scenario,
  simulation: Simulation,
  streams: Streams,
  requests: Requests,
  recorder: Recorder,
  onEnd: (slot: number, outcome: Outcome) => void,
): Fleet {
  return new Fleet(simulation, streams, requests, classes, web, server.profile, {
    taken: () => recorder.takenNow(),
    started: (slot) => recorder.startedNow(slot),
    ended: (slot, outcome) => {
      recorder.endedNow();
      onEnd(slot, outcome);
    },
    busyChanged: (delta) => recorder.busyChanged(delta),
    killed: () => void (recorder.workersKilled += 1),
  });
}

function createDispatch(
  { web, traffic, router, server }: Scenario,
  simulation: Simulation,
  streams: Streams,
  requests: Requests,
  neighbours: Pick<DispatchContext, 'hasRoom' | 'connect' | 'disconnect' | 'dataNeverComes' | 'finished' | 'released'>,
): Dispatch {
  const outstanding = new Int32Array(web.count);
  return new Dispatch({
    simulation,
    requests,
    policy: findRoutingPolicy(router.policy)!.create({ count: web.count, outstanding }, streams.uniform('routing')),
    generation: findRouterGeneration(router.generation)!,
    outstanding,
    patience: traffic.timeout,
    waitsForLateAnswers: traffic.late === 'count',
    whenFull: server.profile.whenFull,
    ...neighbours,
  });
}

function createHandshake(
  { router, server }: Scenario,
  simulation: Simulation,
  streams: Streams,
  requests: Requests,
  dispatch: Dispatch,
  fleet: Fleet,
): Handshake {
  return new Handshake({
    simulation,
    clock: streams.uniform('kernel clock', 1),
    requests,
    hasRoom: (slot) => fleet.hasRoom(slot),
    connected: (slot) => dispatch.connected(slot),
    enter: (slot, withData) => fleet.enter(slot, withData),
    dataArrived: (slot) => fleet.dataArrived(slot),
    timedOut: (slot) => dispatch.connectTimedOut(slot),
    reset: (slot) => dispatch.reset(slot),
    connectTimeout: findRouterGeneration(router.generation)!.connectTimeout,
    linearRetries: server.profile.whenFull === 'retry-linear' ? 4 : 0,
    backlog: server.profile.backlog,
  });
}

function createWorkload(
  scenario: Scenario,
  simulation: Simulation,
  streams: Streams,
  requests: Requests,
  submit: (slot: number) => void,
): Workload {
  const { traffic, trace, profile, router } = scenario;
  const demands = createDemands(scenario, streams, requests);
  const recordedDyno = router.policy === 'random' ? trace?.dyno : undefined;
  const arrive = (source: number): void => {
    const slot = requests.open(simulation.now, source);
    (demands[source] ?? demands[0]!).draw(slot, source);
    if (recordedDyno) requests.dyno[slot] = recordedDyno[source]!;
    submit(slot);
  };
  return findWorkload(traffic.arrivals)!.create(traffic, { simulation, streams, arrive, trace, profile });
}

/** One source of demands for all open traffic; one for each client of a closed loop. */
function createDemands(
  { requests: classes, traffic, trace }: Scenario,
  streams: Streams,
  requests: Requests,
): Demands[] {
  if (traffic.clients === undefined) return [new Demands(requests, classes, streams, trace)];
  return Array.from({ length: traffic.clients }, (_, client) => {
    return new Demands(requests, classes, streams, undefined, `/client ${client}`, CLIENT_BLOCK);
  });
}
