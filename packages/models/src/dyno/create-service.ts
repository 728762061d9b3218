import type { Simulation, Streams } from '@dynosim/sim-core';
import type { Requests } from '../request/requests.ts';
import type { RequestClass } from '../scenario/scenario.ts';
import type { ServerProfile } from '../servers/profile.ts';
import type { Execution } from './execution.ts';
import { hasAmpleCpu } from './fleet-cpu.ts';
import type { DynoMachine } from './machine.ts';
import { PhasedService } from './phased-service.ts';
import { RequestDeadlines } from './request-deadlines.ts';
import type { Service, ServiceHost } from './service.ts';
import { WholeService } from './whole-service.ts';

/** True where nobody ever waits for the CPU, so that the length of a service is known when it begins. */
export function servesWhole(machine: DynoMachine, profile: ServerProfile): boolean {
  return profile.cpu.kind === 'parallel' && hasAmpleCpu(machine, profile);
}

/** A service in one piece where that is possible, phase by phase elsewhere. */
export function createService(
  simulation: Simulation,
  streams: Streams,
  requests: Requests,
  classes: readonly RequestClass[],
  machine: DynoMachine,
  profile: ServerProfile,
  execution: Execution,
  host: ServiceHost,
): Service {
  const limited = profile.timeout.limits === 'request';
  const look = limited ? streams.uniform('worker timeout') : undefined;
  if (servesWhole(machine, profile))
    return new WholeService(simulation, requests, classes, machine.speed, profile, look, host);
  const deadlines =
    look && new RequestDeadlines(simulation, requests, profile.timeout, look, (slot) => host.overdue(slot));
  return new PhasedService(simulation, requests, classes, machine.speed, profile, execution, deadlines, host);
}
