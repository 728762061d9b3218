import type { DynoType } from '../catalogue/dyno-type.ts';
import type { ScenarioDocument } from '../scenario/schema.ts';
import { mebibytes } from '../scenario/units.ts';

/** What the processes of one dyno need [MiB], and on whose word. */
export interface MemoryNeed {
  readonly master: number;
  readonly worker: number;
  readonly source: string;
}

/** RAM for each worker by the rule of the Python buildpack: WEB_CONCURRENCY = RAM / 256 MB (WEB_CONCURRENCY.sh, 2026-08-18). */
const USUAL_WORKER = 256;

/** What the user said on the command line, what the scenario says of its server, or a usual worker. */
export function memoryNeed({ server }: ScenarioDocument, worker: number | undefined): MemoryNeed {
  const { memory } = server as { memory?: { master?: string; worker?: string } };
  if (worker !== undefined) return { master: 0, worker, source: 'as given' };
  if (memory?.worker !== undefined) {
    const master = memory.master === undefined ? 0 : mebibytes(memory.master);
    return { master, worker: mebibytes(memory.worker), source: 'server.memory' };
  }
  return { master: 0, worker: USUAL_WORKER, source: 'assumed, as the Python buildpack does' };
}

/** Workers that fit into a dyno, by memory and by its limit of processes; 0 where not even one does. */
export function mostWorkers({ memory, processLimit }: DynoType, need: MemoryNeed): number {
  const byMemory = Math.floor((memory - need.master) / need.worker);
  return Math.max(0, Math.min(byMemory, processLimit ?? byMemory));
}
