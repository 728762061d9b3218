import { DYNOS_2025, LIMITS, MEMORY, OBSERVED, PRICES } from './dyno-sources.ts';
import { unmeasuredArm } from './dyno-speeds.ts';
import { type DynoType, HOURS_PER_MONTH } from './dyno-type.ts';

/** The kernel grants 90 % of the name: cpu.max reads 90000/100000 on a 1c (read inside dynos, 2026-07-27). */
const GRANTED = 0.9;

/** Length of the periods in which that is granted [s]: cpu.max; cores of the smaller host (nproc 48 or 96, same day). */
const PERIOD = 0.1;
const HOST_CORES = 48;

/** A Fir type, whose name says vCPU and memory: `dyno-2c-4gb`. Pods on ARM hosts, stopped at the quota itself. */
function fir(row: { name: string; vcpu: number; memory: number; pricePerMonth: number }): DynoType {
  const cores = GRANTED * row.vcpu;
  return {
    ...row,
    ...unmeasuredArm,
    generation: 'fir',
    runtime: 'private',
    isDedicated: true,
    compute: undefined,
    cores,
    quota: { budget: cores * PERIOD, period: PERIOD, cores: HOST_CORES },
    coresSource: '90 % of the vCPU of the name: cgroup cpu.max inside the dyno (2026-07-27)',
    guaranteed: cores,
    pricePerHour: row.pricePerMonth / HOURS_PER_MONTH,
    r15Multiple: 1,
    hasSwap: undefined,
    processLimit: undefined,
    nproc: undefined,
    maxCount: 255,
    sleeps: false,
    isLegacy: false,
    sources: [DYNOS_2025, LIMITS, MEMORY, PRICES, OBSERVED],
    uncertain: [
      'cores: the 90 % are observed, not promised, and come as a quota in periods of 100 ms',
      'speed: no measurement of the ARM hosts is public',
      'nproc: prints the 48 or 96 cores of the host, so it says nothing of the dyno',
      'process limit and swap: not found in any text',
    ],
  };
}

/** Fir, by family: classic, general purpose, compute, memory. */
export const firDynos: readonly DynoType[] = [
  fir({ name: 'dyno-1c-0.5gb', vcpu: 1, memory: 512, pricePerMonth: 25 }),
  fir({ name: 'dyno-2c-1gb', vcpu: 2, memory: 1024, pricePerMonth: 50 }),

  fir({ name: 'dyno-1c-4gb', vcpu: 1, memory: 4096, pricePerMonth: 80 }),
  fir({ name: 'dyno-2c-8gb', vcpu: 2, memory: 8192, pricePerMonth: 160 }),
  fir({ name: 'dyno-4c-16gb', vcpu: 4, memory: 16384, pricePerMonth: 320 }),
  fir({ name: 'dyno-8c-32gb', vcpu: 8, memory: 32768, pricePerMonth: 640 }),
  fir({ name: 'dyno-16c-64gb', vcpu: 16, memory: 65536, pricePerMonth: 1000 }),

  fir({ name: 'dyno-2c-4gb', vcpu: 2, memory: 4096, pricePerMonth: 150 }),
  fir({ name: 'dyno-4c-8gb', vcpu: 4, memory: 8192, pricePerMonth: 300 }),
  fir({ name: 'dyno-8c-16gb', vcpu: 8, memory: 16384, pricePerMonth: 600 }),
  fir({ name: 'dyno-16c-32gb', vcpu: 16, memory: 32768, pricePerMonth: 1200 }),
  fir({ name: 'dyno-32c-64gb', vcpu: 32, memory: 65536, pricePerMonth: 2400 }),

  fir({ name: 'dyno-1c-8gb', vcpu: 1, memory: 8192, pricePerMonth: 100 }),
  fir({ name: 'dyno-2c-16gb', vcpu: 2, memory: 16384, pricePerMonth: 250 }),
  fir({ name: 'dyno-4c-32gb', vcpu: 4, memory: 32768, pricePerMonth: 500 }),
  fir({ name: 'dyno-8c-64gb', vcpu: 8, memory: 65536, pricePerMonth: 750 }),
  fir({ name: 'dyno-16c-128gb', vcpu: 16, memory: 131072, pricePerMonth: 1500 }),
];
