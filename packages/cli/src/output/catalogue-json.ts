import { type DynoType, defaultWorkers, type ServerDefinition } from '@dynosim/models';

/** A dyno type as `catalogue dynos --json` prints it: units in the names, null for what is not known. */
export function dynoDocument(dyno: DynoType): object {
  const workers = (buildpack: string): number | null => defaultWorkers([buildpack], dyno)?.workers ?? null;
  return {
    name: dyno.name,
    generation: dyno.generation,
    runtime: dyno.runtime,
    dedicated: dyno.isDedicated,
    legacy: dyno.isLegacy,
    memoryMb: dyno.memory,
    vcpu: dyno.vcpu ?? null,
    computeUnits: dyno.compute ?? null,
    cores: shown(dyno.cores),
    speed: shown(dyno.speed),
    guaranteedCores: shown(dyno.guaranteed),
    pricePerMonthUsd: dyno.pricePerMonth,
    pricePerHourUsd: shown(dyno.pricePerHour),
    r15Multiple: dyno.r15Multiple ?? null,
    swap: dyno.hasSwap ?? null,
    processLimit: dyno.processLimit ?? null,
    nproc: dyno.nproc ?? null,
    maxCount: dyno.maxCount ?? null,
    sleeps: dyno.sleeps,
    defaultWorkers: { python: workers('python'), nodejs: workers('nodejs'), php: workers('php') },
    coresSource: dyno.coresSource,
    speedSource: dyno.speedSource,
    sources: dyno.sources,
    uncertain: dyno.uncertain,
  };
}

/** A server as `catalogue servers --json` prints it. */
export function serverDocument(server: ServerDefinition): object {
  const { name, summary, source, buildpack, isMeasured: measured, settings } = server;
  return { name, summary, measured, source, buildpack, settings };
}

/** Four digits of figures that are not known to three; prices as Heroku prints them. */
function shown(x: number): number {
  return Number(x.toPrecision(4));
}
