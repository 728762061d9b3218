import type { NoiseRule } from '../dyno/cpu-noise.ts';
import type { QuotaRule } from '../dyno/cpu-quota.ts';

/**
 * A dyno type: one row of the catalogue. Speeds and capacities are relative to Performance-L, the fastest type that
 * anybody has measured in public.
 *
 * A shared type has no documented cores. It is shown as `cores` slow cores of `speed`, such that cores x speed is the
 * most that its burst allows; what it has when every neighbour computes is `guaranteed`.
 */
export interface DynoType {
  readonly name: string;
  readonly generation: 'cedar' | 'fir';
  readonly runtime: 'common' | 'private' | 'shield';
  /** Memory quota [MiB]. */
  readonly memory: number;
  readonly isDedicated: boolean;
  /** Documented or observed hyperthreads; undefined where there are none to name. */
  readonly vcpu: number | undefined;
  /** Heroku's compute units (Performance-L has 50); undefined where none are published. */
  readonly compute: { readonly guaranteed: number; readonly burst: number } | undefined;
  /** Cores that the app can use at the same time. */
  readonly cores: number;
  /** Of one core, single-threaded, against a core of Performance-L. */
  readonly speed: number;
  /** How unsteady it was when measured; undefined for a type that is as steady as its own work. */
  readonly noise: NoiseRule | undefined;
  /** A quota on the CPU time of a larger host, which the tasks of a dyno may use up at once on so many `cores`. */
  readonly quota: (QuotaRule & { readonly cores: number }) | undefined;
  /** What the dyno has even among busy neighbours [cores of Performance-L]. */
  readonly guaranteed: number;
  /** List price [USD per month] and [USD per hour]. */
  readonly pricePerMonth: number;
  readonly pricePerHour: number;
  /** R15 kills the dyno at this multiple of its memory quota. */
  readonly r15Multiple: number | undefined;
  readonly hasSwap: boolean | undefined;
  /** Processes and threads together. */
  readonly processLimit: number | undefined;
  /** What `nproc` prints inside: buildpacks reckon with it, whatever the dyno really gets. */
  readonly nproc: number | undefined;
  /** Dynos that one process type may have. */
  readonly maxCount: number | undefined;
  /** Without web traffic it is stopped, as Eco dynos are. */
  readonly sleeps: boolean;
  /** No longer on offer. */
  readonly isLegacy: boolean;
  /** On whose word cores and speed are as they are. */
  readonly coresSource: string;
  readonly speedSource: string;
  /** Documents behind the other figures, with their dates. */
  readonly sources: readonly string[];
  /** What is assumed, observed only, or told differently by different texts. */
  readonly uncertain: readonly string[];
}

/** Performance-L has 50 compute units and 8 vCPU (dyno-types 2024-06-04): assumed to hold for every type. */
export const UNITS_PER_VCPU = 50 / 8;

/**
 * Load average that Heroku calls acceptable: 1 on every shared type, the vCPU on the others. Source:
 * help.heroku.com/88G3XLA6, "What is an acceptable amount of dyno load" (undated). Null for Fir, where no load is told
 * (log-runtime-metrics, 2025-09-09), and where no text names the vCPU.
 */
export function acceptableLoad({ generation, isDedicated, vcpu }: DynoType): number | null {
  if (generation === 'fir') return null;
  return isDedicated ? (vcpu ?? null) : 1;
}

/** Hours of a month as Heroku bills it (heroku/cli src/commands/ps/type.ts, 2026-05-13). */
export const HOURS_PER_MONTH = 720;
