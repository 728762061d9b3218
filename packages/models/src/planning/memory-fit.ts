import type { DynoType } from '../catalogue/dyno-type.ts';
import { type MemoryDocument, workerMemory } from '../scenario/memory.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { mebibytes } from '../scenario/units.ts';

/** What the processes of one dyno need [MiB], and on whose word. */
export interface MemoryNeed {
  readonly master: number;
  readonly worker: number;
  readonly source: string;
}

/** RAM for each worker by the rule of the Python buildpack: WEB_CONCURRENCY = RAM / 256 MB (WEB_CONCURRENCY.sh, 2026-08-18). */
const USUAL_WORKER = 256;

/**
 * What the user said on the command line, or the scenario of its server; else a usual worker, or less where more of them
 * run on today's dynos than would fit.
 */
export function memoryNeed(
  { document, web, server: { profile } }: Scenario,
  worker: number | undefined,
  quota = web.memory ?? Number.POSITIVE_INFINITY,
): MemoryNeed {
  const { memory } = document.server as { memory?: MemoryDocument };
  if (worker !== undefined) return { master: 0, worker, source: 'as given' };
  if (memory?.worker !== undefined) {
    const master = memory.master === undefined ? 0 : mebibytes(memory.master);
    return { master, worker: workerMemory(memory, quota), source: 'server.memory' };
  }
  const fits = Math.floor((web.memory ?? Number.POSITIVE_INFINITY) / profile.workers);
  if (fits < USUAL_WORKER)
    return { master: 0, worker: fits, source: `assumed, as ${profile.workers} of them run on a dyno today` };
  return { master: 0, worker: USUAL_WORKER, source: 'assumed, as the Python buildpack does' };
}

/** Workers that fit into a dyno, by memory and by its limit of processes; 0 where not even one does. */
export function mostWorkers({ memory, processLimit }: DynoType, need: MemoryNeed): number {
  const byMemory = Math.floor((memory - need.master) / need.worker);
  return Math.max(0, Math.min(byMemory, processLimit ?? byMemory));
}
