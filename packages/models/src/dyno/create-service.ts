import type { Streams } from '@dynosim/sim-core';
import type { ServerProfile } from '../servers/profile.ts';
import { hasAmpleCpu } from './fleet-cpu.ts';
import type { DynoMachine } from './machine.ts';
import { type PhasedParts, PhasedService } from './phased-service.ts';
import { RequestDeadlines } from './request-deadlines.ts';
import type { Service } from './service.ts';
import { WholeService } from './whole-service.ts';

/** True where nobody ever waits for the CPU or a database, so that the length of a service is known when it begins. */
export function servesWhole(machine: DynoMachine, profile: ServerProfile, asksDatabase: boolean): boolean {
  return profile.cpu.kind === 'parallel' && hasAmpleCpu(machine, profile) && !asksDatabase;
}

/** What any service is made of. */
export interface ServiceParts extends Omit<PhasedParts, 'speed' | 'deadlines'> {
  readonly streams: Streams;
  readonly machine: DynoMachine;
}

/** A service in one piece where that is possible, phase by phase elsewhere. */
export function createService(parts: ServiceParts): Service {
  const { simulation, streams, requests, classes, machine, profile, database, host } = parts;
  const { speed } = machine;
  const limited = profile.timeout.limits === 'request';
  const look = limited ? streams.uniform('worker timeout') : undefined;
  if (servesWhole(machine, profile, database !== undefined))
    return new WholeService(simulation, requests, classes, speed, profile, look, host);
  const deadlines =
    look && new RequestDeadlines(simulation, requests, profile.timeout, look, (slot) => host.overdue(slot));
  return new PhasedService({ ...parts, speed, deadlines });
}
