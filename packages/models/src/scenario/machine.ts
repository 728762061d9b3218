import type { DynoType } from '../catalogue/dyno-type.ts';
import { findDyno } from '../catalogue/dynos.ts';
import type { CpuConditions } from '../dyno/cpu-conditions.ts';
import { averageCores, readCpuConditions } from './cpu-conditions.ts';
import type { Assumption } from './defaults.ts';
import type { ScenarioDocument } from './schema.ts';
import { mebibytes } from './units.ts';

/** The machines of a scenario, all alike. */
export interface Machine {
  readonly count: number;
  /** Its row of the catalogue; undefined for any other machine. */
  readonly dyno: DynoType | undefined;
  /** On average, when it wants all it can get. */
  readonly cores: number;
  /** What else there is to say of them: noise, a quota, neighbours. */
  readonly cpu: CpuConditions;
  /** Of one core, against the core on which the demands were measured. */
  readonly speed: number;
  /** Quota [MiB], where it is known. */
  readonly memory: number | undefined;
}

/** Out of a document with every default filled in. */
export function readMachine({ web, cpu }: ScenarioDocument): Machine {
  const dyno = dynoNamed(web.dyno);
  const measuredOn = dynoNamed(cpu?.['measured-on'])?.speed ?? 1;
  const named = dyno?.cores ?? web.cores!;
  const conditions = readCpuConditions(cpu, dyno, named);
  const memory = web.memory === undefined ? undefined : mebibytes(web.memory);
  return {
    count: web.count!,
    dyno,
    cores: averageCores(named, conditions),
    cpu: conditions,
    speed: (dyno?.speed ?? web.speed!) / measuredOn,
    memory: dyno?.memory ?? memory,
  };
}

export function dynoNamed(name: string | undefined): DynoType | undefined {
  return name === undefined ? undefined : findDyno(name);
}

/** What the catalogue says of the dyno: it stays out of the document, which names the dyno instead. */
export function machineAssumptions({ web, cpu }: ScenarioDocument): Assumption[] {
  const dyno = dynoNamed(web.dyno);
  const measuredOn = dynoNamed(cpu?.['measured-on']) ?? dyno;
  if (dyno === undefined || measuredOn === undefined) return [];
  const speed = shown(dyno.speed / measuredOn.speed);
  return [
    { path: 'web.cores', value: shown(dyno.cores), source: dyno.coresSource },
    { path: 'web.speed', value: speed, source: speedSource(dyno, measuredOn) },
    { path: 'web.memory', value: `${dyno.memory}MB`, source: dyno.sources[0]! },
  ];
}

function speedSource(dyno: DynoType, measuredOn: DynoType): string {
  if (dyno === measuredOn) return `the demands were measured on ${dyno.name} itself`;
  const [assumed] = [dyno, measuredOn].filter(({ speedSource }) => speedSource.startsWith('assumed'));
  const against = ({ name, speed }: DynoType): string => `${name} ${shown(speed)}`;
  const source = (assumed ?? dyno).speedSource;
  return `${source}; against Performance-L: ${against(dyno)}, ${against(measuredOn)} (cpu.measured-on)`;
}

/** Four digits of a figure that is not known to three. */
function shown(x: number): number {
  return Number(x.toPrecision(4));
}
