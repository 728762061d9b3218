import { defaultHeap } from '../catalogue/buildpacks.ts';
import type { DynoType } from '../catalogue/dyno-type.ts';
import { findDyno } from '../catalogue/dynos.ts';
import type { MemoryRule } from '../dyno/dyno-memory.ts';
import type { Assumption } from './defaults.ts';
import type { Machine } from './machine.ts';
import type { ScenarioDocument } from './schema.ts';
import { mebibytes, seconds } from './units.ts';

/** Right after the fork of a preloaded app this share of a worker is its own: 2.7 of 20.7 MB measured with Django. */
const OWN_AT_FORK = 0.1;
/** Two thirds of the rest are its own after so many requests: 300 in the same measurement, "a few hundred" elsewhere. */
const DIRTYING = 300;
/** On swap: no figure is published. Assumed: 10 % too much double all times. */
const SWAP_SLOWDOWN = 10;
/** From the kill of a dyno to its first answer: 20 to 60 s by Judoscale's count after a scale-up; assumed. */
const RESTART = '30s';
/** Memory that `workers: fit` leaves free. Assumed. */
const HEAD_ROOM = 0.1;

/** What the processes of a dyno need, where the scenario says it and the quota is known. */
export function readMemory(document: ScenarioDocument, { memory: quota, dyno }: Machine): MemoryRule | undefined {
  const { memory, preload } = document.server as { memory?: MemoryDocument; preload?: boolean };
  if (memory === undefined || quota === undefined) return undefined;
  return {
    master: size(memory.master),
    worker: workerMemory(memory, quota),
    perRequest: size(memory['per-request']),
    leakPerRequest: size(memory['leak-per-request']),
    ownAtFork: preload === true ? OWN_AT_FORK : 1,
    dirtying: DIRTYING,
    quota,
    atQuota: dyno === undefined ? 'kill-worker' : atQuota(dyno),
    killAt: dyno?.r15Multiple ?? 1,
    swapSlowdown: memory['swap-slowdown'] ?? SWAP_SLOWDOWN,
    restart: seconds(memory.restart ?? RESTART),
  };
}

/** Fir restarts a dyno at its quota; in Private Spaces the kernel takes the largest process (dyno-memory-behavior, 2025-03-28). */
function atQuota({ hasSwap, generation }: DynoType): MemoryRule['atQuota'] {
  if (hasSwap) return 'swap';
  return generation === 'fir' ? 'restart' : 'kill-worker';
}

/** What is assumed of memory wherever the scenario describes it. */
export function memoryAssumptions({ server, web }: ScenarioDocument): Assumption[] {
  const { memory, preload } = server as { memory?: MemoryDocument; preload?: boolean };
  if (memory === undefined) return [];
  const assumed: Assumption[] = [];
  const add = (path: string, value: string | number, source: string): void =>
    void assumed.push({ path, value, source });
  const quota = findDyno(web.dyno ?? '')?.memory ?? size(web.memory);
  if (memory.heap === 'default')
    add(
      'server.memory.heap',
      `${Math.round(defaultHeap(quota))}MB`,
      'heroku-buildpack-jvm-common opt/jvmcommon.sh (2026-07-22)',
    );
  if (memory['swap-slowdown'] === undefined)
    add('server.memory.swap-slowdown', SWAP_SLOWDOWN, 'assumed: no figure is published');
  if (memory.restart === undefined)
    add('server.memory.restart', RESTART, "assumed; Judoscale's docs: 20 to 60 s after a scale-up");
  if (preload === true)
    add(
      'server.preload shares',
      `${100 - 100 * OWN_AT_FORK}%`,
      'measured with Django, lost over a few hundred requests',
    );
  return assumed;
}

export interface MemoryDocument {
  readonly master?: string;
  readonly worker?: string;
  readonly heap?: string;
  readonly 'per-request'?: string;
  readonly 'leak-per-request'?: string;
  readonly 'swap-slowdown'?: number;
  readonly restart?: string;
}

/** Of a warm worker on a dyno of so much memory, with the heap of its JVM [MiB]. */
export function workerMemory({ worker, heap }: MemoryDocument, quota: number): number {
  return size(worker) + (heap === 'default' ? defaultHeap(quota) : size(heap));
}

/** The most workers that leave some memory free; at least one. */
export function fittingWorkers(memory: MemoryDocument, quota: number, slots = 1): number {
  const room = (1 - HEAD_ROOM) * quota - size(memory.master);
  return Math.max(1, Math.floor(room / (workerMemory(memory, quota) + slots * size(memory['per-request']))));
}

function size(text: string | undefined): number {
  return text === undefined ? 0 : mebibytes(text);
}
