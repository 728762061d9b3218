import { Simulation, Streams } from '@dynosim/sim-core';
import { Fleet } from './dyno/fleet.ts';
import { checkLaws } from './measure/laws.ts';
import { type Observation, Recorder } from './measure/recorder.ts';
import type { ReplicationSummary } from './measure/summary.ts';
import { Demands } from './request/demands.ts';
import { Requests } from './request/requests.ts';
import { Dispatch } from './router/dispatch.ts';
import { findRouterGeneration } from './router/generations.ts';
import { findRoutingPolicy } from './router/index.ts';
import type { Scenario } from './scenario/scenario.ts';
import { findWorkload } from './workload/index.ts';

/** One replication to run. */
export interface ReplicationOrder extends Observation {
  readonly replication: number;
  /** The run stops here at the latest [s]; Infinity: when nothing is left to do. */
  readonly end: number;
}

/**
 * The composition root: builds a system out of a scenario, runs one replication and gives its summary. A pure
 * function of scenario, seed and order. The same replication with a later end begins with the same trajectory.
 */
export function replicate(scenario: Scenario, order: ReplicationOrder): ReplicationSummary {
  const simulation = new Simulation();
  const streams = new Streams(scenario.run.seed, order.replication);
  const requests = new Requests(Math.max(...scenario.requests.map((r) => r.phases.length)));
  const recorder = new Recorder(simulation, requests, order, () => fleet.cpuGiven());
  const fleet: Fleet = new Fleet(
    simulation,
    streams,
    requests,
    scenario.requests,
    scenario.web,
    scenario.server.profile,
    {
      started: (slot) => recorder.startedNow(slot),
      ended: (slot, outcome) => {
        recorder.endedNow();
        dispatch.ended(slot, outcome);
      },
      busyChanged: (delta) => recorder.busyChanged(delta),
      killed: () => void (recorder.workersKilled += 1),
    },
  );
  const dispatch: Dispatch = createDispatch(scenario, simulation, streams, requests, recorder, fleet);
  startTraffic(scenario, simulation, streams, requests, recorder, dispatch);
  simulation.run(order.end);
  checkLaws(simulation, requests, recorder, scenario.web.count * scenario.server.profile.workers);
  return recorder.summary(order.replication);
}

function createDispatch(
  { web, traffic, router, server }: Scenario,
  simulation: Simulation,
  streams: Streams,
  requests: Requests,
  recorder: Recorder,
  fleet: Fleet,
): Dispatch {
  const outstanding = new Int32Array(web.count);
  return new Dispatch({
    simulation,
    requests,
    policy: findRoutingPolicy(router.policy)!.create({ count: web.count, outstanding }, streams.uniform('routing')),
    generation: findRouterGeneration(router.generation)!,
    outstanding,
    patience: traffic.timeout,
    whenFull: server.profile.whenFull,
    offer: (slot) => fleet.offer(slot),
    finished: (slot, outcome) => recorder.finishedNow(slot, outcome),
    released: (slot) => {
      recorder.releasedNow(slot);
      requests.free(slot);
    },
  });
}

function startTraffic(
  { requests: classes, traffic, trace, router }: Scenario,
  simulation: Simulation,
  streams: Streams,
  requests: Requests,
  recorder: Recorder,
  dispatch: Dispatch,
): void {
  const demands = new Demands(requests, classes, streams, trace);
  const recordedDyno = router.policy === 'random' ? trace?.dyno : undefined;
  const arrive = (row: number): void => {
    const slot = requests.open(simulation.now);
    demands.draw(slot, row);
    if (recordedDyno) requests.dyno[slot] = recordedDyno[row]!;
    recorder.arrivedNow(slot);
    dispatch.submit(slot);
  };
  findWorkload(traffic.arrivals)!.create(traffic, { simulation, streams, arrive, trace }).start();
}
