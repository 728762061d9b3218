import type { DynoType } from '../catalogue/dyno-type.ts';
import { type CpuConditions, steadyCpu } from '../dyno/cpu-conditions.ts';
import type { Neighbour } from '../dyno/cpu-neighbours.ts';
import type { NoiseRule } from '../dyno/cpu-noise.ts';
import type { QuotaRule } from '../dyno/cpu-quota.ts';
import type { Assumption } from './defaults.ts';
import type { Machine } from './machine.ts';
import type { ScenarioDocument } from './schema.ts';
import { fraction, seconds } from './units.ts';

type CpuDocument = NonNullable<ScenarioDocument['cpu']>;

/** Length of a quota's period, if nobody says so [s]: cpu.cfs_period_us, Linux sched-bwc. */
const PERIOD = '100ms';
/** cgroup's own default of cpu.shares. */
export const DEFAULT_SHARES = 1024;

/** What the document and the catalogue say of the CPU, for a machine of so many cores. */
export function readCpuConditions(
  cpu: CpuDocument | undefined,
  dyno: DynoType | undefined,
  cores: number,
): CpuConditions {
  return {
    ...steadyCpu(dyno?.quota?.cores ?? cores),
    noise: readNoise(cpu?.noise, dyno),
    quota: cpu?.quota === undefined ? dyno?.quota : readQuota(cpu, cores),
    shares: cpu?.shares ?? DEFAULT_SHARES,
    neighbours: (cpu?.neighbours ?? []).map(readNeighbour),
  };
}

/** Cores that the machine has on average when it wants all it can get. */
export function averageCores(cores: number, { quota, shares, neighbours }: CpuConditions): number {
  if (quota) return quota.budget / quota.period;
  if (neighbours.length === 0) return cores;
  return averageOver(neighbours, (active) => {
    const others = active.reduce((sum, neighbour) => sum + neighbour.shares, 0);
    return Math.max(cores - active.length, (cores * shares) / (shares + others));
  });
}

/** Mean of a function of the neighbours that compute, who come and go independently of each other. */
function averageOver(neighbours: readonly Neighbour[], of: (active: readonly Neighbour[]) => number): number {
  const [next, ...others] = neighbours;
  if (!next) return of([]);
  const busy = next.off === 0 ? 1 : next.on / (next.on + next.off);
  const without = averageOver(others, of);
  return busy * averageOver(others, (active) => of([next, ...active])) + (1 - busy) * without;
}

/** The figures behind a word such as typical. */
export function noiseAssumptions({ cpu: { noise }, dyno }: Pick<Machine, 'cpu' | 'dyno'>): Assumption[] {
  if (noise === undefined || noise !== dyno?.noise) return [];
  const { lasting, drift, driftTime, jitter, jitterTime } = noise;
  const percent = (cv: number): string => `${Math.round(100 * cv)}%`;
  const value = `lasting ${percent(lasting)}, drift ${percent(drift)} (${driftTime} s), jitter ${percent(jitter)} (${jitterTime} s)`;
  return [{ path: 'cpu.noise', value, source: `${dyno.speedSource}; lasting assumed (docs/assumptions.md)` }];
}

function readNoise(noise: CpuDocument['noise'], dyno: DynoType | undefined): NoiseRule | undefined {
  if (noise === undefined || noise === 'none') return undefined;
  if (noise === 'typical') return dyno?.noise;
  if (noise === 'bad-neighbour') return dyno?.noise && { ...dyno.noise, host: 'bad' };
  return {
    host: 'any',
    lasting: fraction(noise.lasting ?? '0%'),
    drift: fraction(noise.drift ?? '0%'),
    driftTime: seconds(noise['drift-time'] ?? '90s'),
    jitter: fraction(noise.jitter ?? '0%'),
    jitterTime: seconds(noise['jitter-time'] ?? '100ms'),
  };
}

function readQuota(cpu: CpuDocument, cores: number): QuotaRule {
  const period = seconds(cpu['quota-period'] ?? PERIOD);
  return { budget: fraction(cpu.quota!) * cores * period, period };
}

function readNeighbour({ shares, on, off }: NonNullable<CpuDocument['neighbours']>[number]): Neighbour {
  return {
    shares: shares ?? DEFAULT_SHARES,
    on: on === undefined ? 0 : seconds(on),
    off: off === undefined ? 0 : seconds(off),
  };
}
