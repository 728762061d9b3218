import { AmpleServers, Order, ProcessorSharing, type Servers, type Simulation, type Streams } from '@dynosim/sim-core';
import type { Requests } from '../request/requests.ts';
import type { ServerProfile } from '../servers/profile.ts';
import { applyConditions, isUnsteady } from './cpu-conditions.ts';
import { type Execution, type ExecutionHost, ParallelExecution } from './execution.ts';
import type { DynoMachine } from './machine.ts';
import { SerialExecution } from './serial-execution.ts';

/** The CPUs of all dynos and the rule by which workers use them. */
export interface FleetCpu {
  readonly execution: Execution;
  /** Of each dyno. Where nobody ever waits for a core, but workers take turns, one serves all. */
  readonly stations: readonly Servers[];
  /** Set where workers compute one task at a time. */
  readonly serial: SerialExecution | undefined;
}

/** Tasks that compute at the same time at most, on one dyno. */
export function mostComputing(profile: ServerProfile): number {
  const masters = profile.accept.kind === 'credit' ? 1 : 0;
  return profile.workers * (profile.cpu.kind === 'serial' ? 1 : profile.slots) + masters;
}

export function createFleetCpu(
  simulation: Simulation,
  streams: Streams,
  requests: Requests,
  machine: DynoMachine,
  profile: ServerProfile,
  host: ExecutionHost,
): FleetCpu {
  const places = machine.count * profile.workers;
  const masters = profile.accept.kind === 'credit' ? machine.count : 0;
  const serial =
    profile.cpu.kind === 'serial' ? new SerialExecution(simulation, host, profile.cpu, places + masters) : undefined;
  const done = serial
    ? (place: number): void => serial.complete(place)
    : (slot: number): void => host.computed(requests.worker[slot]!, slot);
  return {
    execution: serial ?? new ParallelExecution(host),
    stations: hasAmpleCpu(machine, profile)
      ? createAmple(simulation, requests, serial ? 1 : machine.count, done)
      : createShared(simulation, streams, machine, done),
    serial,
  };
}

/** True where nobody ever waits for a core, and all cores are steady. */
export function hasAmpleCpu({ cpu }: DynoMachine, profile: ServerProfile): boolean {
  return !isUnsteady(cpu) && cpu.cores >= mostComputing(profile);
}

function createShared(
  simulation: Simulation,
  streams: Streams,
  machine: DynoMachine,
  done: (job: number) => void,
): readonly Servers[] {
  const completion = simulation.on('cpu completion', (d) => shared[d]!.complete(), Order.departure);
  const shared = Array.from(
    { length: machine.count },
    (_, d) => new ProcessorSharing(simulation, completion, d, machine.cpu.cores, done),
  );
  applyConditions(simulation, streams, shared, machine.cpu);
  return shared;
}

/** One for all, or for each dyno one whose jobs are requests. */
function createAmple(
  simulation: Simulation,
  requests: Requests,
  count: number,
  done: (job: number) => void,
): readonly Servers[] {
  const complete = (job: number): void => {
    stations[count === 1 ? 0 : requests.dyno[job]!]!.complete(job);
    done(job);
  };
  const completion = simulation.on('cpu completion', complete, Order.departure);
  const stations = Array.from({ length: count }, () => new AmpleServers(simulation, completion));
  return stations;
}
