import { LIMITS, LOAD, MEMORY, OBSERVED, PRICES, TYPES_2020, TYPES_2024 } from './dyno-sources.ts';
import { type Speed, sharedCores } from './dyno-speeds.ts';
import { type DynoType, HOURS_PER_MONTH, UNITS_PER_VCPU } from './dyno-type.ts';

type Given = 'name' | 'memory' | 'pricePerMonth' | 'processLimit';
/** What every row says, and whatever else differs from the rest of its kind. */
type Row<Also extends keyof DynoType> = Speed & Pick<DynoType, Given | Also> & Partial<Omit<DynoType, 'compute'>>;

export type SharedRow = Row<'maxCount'> & { readonly compute: readonly [guaranteed: number, burst: number] };
export type DedicatedRow = Row<'r15Multiple'> & { readonly compute: number; readonly vcpu: number };

const SOURCES = [TYPES_2024, TYPES_2020, LIMITS, MEMORY, PRICES, LOAD, OBSERVED];
const CORES_OF_SHARED = 'cores: no text says how many a shared type has, and from inside no quota is visible';
const THREADS = 'cores: the vCPU are hyperthreads; an older text on load counts half as many cores';

/** A type whose host computes for others too. R15 comes at twice the quota (dyno-memory-behavior, 2024-10-16). */
export function shared({ compute: [guaranteed, burst], uncertain = [], ...row }: SharedRow): DynoType {
  return {
    generation: 'cedar',
    runtime: 'common',
    isDedicated: false,
    vcpu: undefined,
    compute: { guaranteed, burst },
    ...sharedCores(burst, row.speed),
    guaranteed: guaranteed / UNITS_PER_VCPU,
    pricePerHour: row.pricePerMonth / HOURS_PER_MONTH,
    r15Multiple: 2,
    hasSwap: true,
    quota: undefined,
    nproc: 8,
    sleeps: false,
    isLegacy: false,
    sources: SOURCES,
    ...row,
    uncertain: [CORES_OF_SHARED, ...uncertain],
  };
}

/** A type with a host of its own; `nproc` prints its vCPU. */
export function dedicated({ compute, uncertain = [], ...row }: DedicatedRow): DynoType {
  return {
    generation: 'cedar',
    runtime: 'common',
    isDedicated: true,
    compute: { guaranteed: compute, burst: compute },
    cores: row.vcpu,
    coresSource: 'vCPU of the type: Heroku Help on dyno load (undated), nproc inside (2026-07-27)',
    guaranteed: row.vcpu * row.speed,
    pricePerHour: row.pricePerMonth / HOURS_PER_MONTH,
    hasSwap: true,
    quota: undefined,
    nproc: row.vcpu,
    maxCount: 10,
    sleeps: false,
    isLegacy: false,
    sources: SOURCES,
    ...row,
    uncertain: [THREADS, ...uncertain],
  };
}

export const SPEED_OF_2021 = 'speed: measured in 2021 on hosts that may be gone, and with the neighbours of that day';
export const UNMEASURED = 'speed: nobody has measured this type in public';
