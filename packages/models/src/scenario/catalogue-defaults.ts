import { defaultWorkers } from '../catalogue/buildpacks.ts';
import type { DynoType } from '../catalogue/dyno-type.ts';
import { findServer } from '../servers/index.ts';
import { databaseDefaults } from './database.ts';
import type { Default } from './defaults.ts';
import { dynoNamed } from './machine.ts';
import { fittingWorkers, type MemoryDocument } from './memory.ts';
import type { ScenarioDocument } from './schema.ts';
import { mebibytes } from './units.ts';

/** Values that the document leaves to the catalogue. They go before the general defaults. */
export function catalogueDefaults(document: ScenarioDocument): Default[] {
  return [...fittingDefaults(document), ...machineDefaults(document), ...databaseDefaults(document)];
}

/** `workers: fit` is the most that the memory holds. */
function fittingDefaults({ web, server }: ScenarioDocument): Default[] {
  const { workers, memory, threads } = server as { workers?: unknown; memory?: MemoryDocument; threads?: number };
  const quota = dynoNamed(web.dyno)?.memory ?? (web.memory === undefined ? undefined : mebibytes(web.memory));
  if (workers !== 'fit' || memory === undefined || quota === undefined) return [];
  const value = fittingWorkers(memory, quota, threads);
  return [{ path: ['server', 'workers'], value, source: `the most that ${quota} MB hold with a tenth to spare` }];
}

function machineDefaults(document: ScenarioDocument): Default[] {
  const { web, cpu } = document;
  const dyno = dynoNamed(web.dyno);
  if (dyno !== undefined) return [measuredHere(web.dyno!), ...workersDefaults(document, dyno)];
  if (cpu?.['measured-on'] === undefined) return [];
  return [{ path: ['web', 'speed'], value: 1, source: 'assumed: a core of this machine is one of Performance-L' }];
}

function measuredHere(dyno: string): Default {
  const source = 'assumed: the demands were measured on this dyno type';
  return { path: ['cpu', 'measured-on'], value: dyno, source };
}

/** The buildpack is asked only where nobody has said how many workers there are. */
function workersDefaults({ app, server: written }: ScenarioDocument, dyno: DynoType): Default[] {
  const { name, workers } = written as { name: string; workers?: unknown };
  const server = findServer(name)!;
  const isAsked = workers === undefined || workers === 'default';
  if (!isAsked || server.settings['workers'] === undefined) return [];
  const { buildpack } = server;
  const buildpacks = [app?.buildpack ?? buildpack].flat();
  const set = defaultWorkers(buildpacks, dyno);
  const source = `set by the ${buildpacks.at(-1)} buildpack on ${dyno.name}: ${set?.source}`;
  return [
    { path: ['app', 'buildpack'], value: buildpack, source: `assumed: the language of ${name}` },
    ...(set === undefined ? [] : [{ path: ['server', 'workers'] as const, value: set.workers, source }]),
  ];
}
