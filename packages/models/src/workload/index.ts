import { batch } from './batch.ts';
import { clients } from './clients.ts';
import { deterministic } from './deterministic.ts';
import { onOff } from './on-off.ts';
import { poisson } from './poisson.ts';
import { profile } from './profile.ts';
import { replay } from './replay.ts';
import type { WorkloadDefinition } from './workload.ts';

/** Every kind of traffic: one line each. */
export const workloads: readonly WorkloadDefinition[] = [
  poisson,
  deterministic,
  onOff,
  batch,
  profile,
  replay,
  clients,
];

export function findWorkload(name: string): WorkloadDefinition | undefined {
  return workloads.find((workload) => workload.name === name);
}
