import { LIMITS, LOAD, MEMORY, OBSERVED, PRICES, TYPES_2020, TYPES_2024 } from './dyno-sources.ts';
import { like, measured, type Speed, sharedCores } from './dyno-speeds.ts';
import { type DynoType, HOURS_PER_MONTH, UNITS_PER_VCPU } from './dyno-type.ts';

/** What the rows of this file say, in the order of Heroku's own table. */
type SharedRow = Speed &
  Pick<DynoType, 'name' | 'memory' | 'pricePerMonth' | 'processLimit' | 'maxCount'> & {
    readonly compute: readonly [guaranteed: number, burst: number];
    readonly pricePerHour?: number;
    readonly sleeps?: boolean;
    readonly uncertain?: readonly string[];
  };

type DedicatedRow = Speed &
  Pick<DynoType, 'name' | 'memory' | 'pricePerMonth' | 'processLimit' | 'r15Multiple'> & {
    readonly compute: number;
    readonly vcpu: number;
    readonly uncertain?: readonly string[];
  };

const SOURCES = [TYPES_2024, LIMITS, MEMORY, PRICES, OBSERVED];
const CORES_OF_SHARED =
  'cores: shared types have no documented cores and no CPU quota that is visible from inside; assumed from compute units';
const SPEED_OF_2021 = 'speed: measured on the hosts of 2021, which may be gone; before noise from neighbours';
const ANALOGY = 'speed: nobody has measured this type in public; assumed by analogy';
const UNITS_OF_M = 'compute: 11x in the text of 2019-09, 12x in those of 2018, 2020 and 2024';
const UNITS_OF_L = 'compute: 46x in the text of 2019-09, 50x in those of 2020 and 2024';
const THREADS = 'cores: the vCPU are hyperthreads; an older text of the load article counts half as many cores';
const THREADS_OF_RAM = 'process limit: 24576 in the text of 2024-11-04, 16384 in that of 2024-12-03';

/** Types whose host computes for others too: 2 x 512 MB is R15 (dyno-memory-behavior 2024-10-16). */
function shared({ compute: [guaranteed, burst], ...row }: SharedRow): DynoType {
  return {
    generation: 'cedar',
    runtime: 'common',
    isDedicated: false,
    vcpu: undefined,
    pricePerHour: row.pricePerMonth / HOURS_PER_MONTH,
    r15Multiple: 2,
    hasSwap: true,
    nproc: 8,
    sleeps: false,
    isLegacy: false,
    sources: [...SOURCES, LOAD],
    ...sharedCores(burst, row.speed),
    ...row,
    guaranteed: guaranteed / UNITS_PER_VCPU,
    compute: { guaranteed, burst },
    uncertain: [CORES_OF_SHARED, ...(row.uncertain ?? [])],
  };
}

/** Types with a host of their own; nproc prints the vCPU. */
function dedicated({ compute, ...row }: DedicatedRow): DynoType {
  return {
    generation: 'cedar',
    runtime: 'common',
    isDedicated: true,
    cores: row.vcpu,
    coresSource: 'vCPU of the type: Heroku Help, acceptable dyno load (undated); nproc inside (2026-07-27)',
    guaranteed: row.vcpu * row.speed,
    pricePerHour: row.pricePerMonth / HOURS_PER_MONTH,
    hasSwap: true,
    nproc: row.vcpu,
    maxCount: 10,
    sleeps: false,
    isLegacy: false,
    sources: [...SOURCES, TYPES_2020, LOAD],
    ...row,
    compute: { guaranteed: compute, burst: compute },
    uncertain: [THREADS, ...(row.uncertain ?? [])],
  };
}

const ECO_PRICE = 'price: 5 USD buy a pool of 1000 dyno hours a month for the whole account, not for one dyno';

/** The common runtime of today. */
export const cedarDynos: readonly DynoType[] = [
  shared({
    ...{ name: 'Eco', memory: 512, compute: [1, 4], ...like('Hobby'), pricePerMonth: 5, pricePerHour: 5 / 1000 },
    ...{ processLimit: 256, maxCount: 1, sleeps: true, uncertain: [ANALOGY, ECO_PRICE] },
  }),
  shared({
    ...{ name: 'Basic', memory: 512, compute: [1, 4], ...like('Hobby'), pricePerMonth: 7 },
    ...{ processLimit: 256, maxCount: 1, uncertain: [ANALOGY] },
  }),
  shared({
    ...{ name: 'Standard-1X', memory: 512, compute: [1, 4], ...measured('Standard-1X'), pricePerMonth: 25 },
    ...{ processLimit: 256, maxCount: 100, uncertain: [SPEED_OF_2021] },
  }),
  shared({
    ...{ name: 'Standard-2X', memory: 1024, compute: [2, 8], ...measured('Standard-2X'), pricePerMonth: 50 },
    ...{ processLimit: 512, maxCount: 100 },
    uncertain: [SPEED_OF_2021, 'compute: 4x-8x in texts until 2020, 2x-8x in that of 2024'],
  }),
  dedicated({
    ...{ name: 'Performance-M', memory: 2560, compute: 12, vcpu: 2, ...measured('Performance-M'), pricePerMonth: 250 },
    ...{ processLimit: 16384, r15Multiple: 2, uncertain: [SPEED_OF_2021, UNITS_OF_M] },
  }),
  dedicated({
    ...{ name: 'Performance-L', memory: 14336, compute: 50, vcpu: 8, ...measured('Performance-L'), pricePerMonth: 500 },
    ...{ processLimit: 32768, r15Multiple: 2, uncertain: [UNITS_OF_L] },
  }),
  dedicated({
    ...{ name: 'Performance-L-RAM', memory: 30720, compute: 24, vcpu: 4, ...like('Performance-L'), pricePerMonth: 500 },
    ...{ processLimit: 24576, r15Multiple: 1.2, uncertain: [ANALOGY, THREADS_OF_RAM] },
  }),
  dedicated({
    ...{ name: 'Performance-XL', memory: 63488, compute: 50, vcpu: 8, ...like('Performance-L'), pricePerMonth: 750 },
    ...{ processLimit: 32768, r15Multiple: 1.2, uncertain: [ANALOGY] },
  }),
  dedicated({
    ...{ name: 'Performance-2XL', memory: 129024, compute: 100, vcpu: 16, ...like('Performance-L') },
    ...{ pricePerMonth: 1500, processLimit: 65536, r15Multiple: 1.2, uncertain: [ANALOGY] },
  }),
];
