import type { ProcessorSharing, Simulation, Streams } from '@dynosim/sim-core';
import { CpuNeighbours, type Neighbour } from './cpu-neighbours.ts';
import { CpuNoise, type NoiseRule } from './cpu-noise.ts';
import { CpuQuota, type QuotaRule } from './cpu-quota.ts';

/** What makes the CPU of a machine something else than so many steady cores. */
export interface CpuConditions {
  /** Cores that its tasks may use at the same time; more than it has on average where a quota or neighbours limit it. */
  readonly cores: number;
  readonly noise: NoiseRule | undefined;
  readonly quota: QuotaRule | undefined;
  /** Its cgroup's cpu.shares, and the neighbours that compete with it. */
  readonly shares: number;
  readonly neighbours: readonly Neighbour[];
}

/** Steady cores, and nobody else. */
export function steadyCpu(cores: number): CpuConditions {
  return { cores, noise: undefined, quota: undefined, shares: 1024, neighbours: [] };
}

/** True where the CPU is more than so many steady cores, so that no service is known beforehand. */
export function isUnsteady({ noise, quota, neighbours }: CpuConditions): boolean {
  return noise !== undefined || quota !== undefined || neighbours.length > 0;
}

/** Puts the conditions into force; they schedule their own changes. */
export function applyConditions(
  simulation: Simulation,
  streams: Streams,
  stations: readonly ProcessorSharing[],
  { cores, noise, quota, shares, neighbours }: CpuConditions,
): void {
  if (noise) new CpuNoise(simulation, stations, noise, streams.uniform('cpu noise'));
  if (quota) new CpuQuota(simulation, stations, cores, quota, streams.uniform('cpu quota'));
  if (neighbours.length > 0) {
    new CpuNeighbours(simulation, stations, cores, { shares, neighbours }, streams.uniform('cpu neighbours'));
  }
}
