import { dynos, findDyno } from '../catalogue/dynos.ts';
import { nearest, type Problem } from './problem.ts';
import type { ScenarioDocument } from './schema.ts';
import { fraction, seconds } from './units.ts';

/** A machine is a dyno of the catalogue or described in full; names of dynos are those of the catalogue. */
export function machineChecks({ web, cpu }: ScenarioDocument): Problem[] {
  return [
    ...descriptionChecks(web),
    ...cpuChecks(web, cpu),
    ...nameChecks(['web', 'dyno'], web.dyno),
    ...nameChecks(['cpu', 'measured-on'], cpu?.['measured-on']),
  ];
}

function descriptionChecks(web: ScenarioDocument['web']): Problem[] {
  if (web.dyno === undefined && web.cores === undefined) {
    const hint = 'write dyno: standard-2x, or cores: 1 for a machine of your own';
    return [{ path: ['web'], rule: 'says nothing of the machine', hint }];
  }
  const described = (['cores', 'memory', 'speed'] as const).filter((key) => web[key] !== undefined);
  return (web.dyno === undefined ? [] : described).map((key) => ({
    path: ['web', key],
    rule: `give dyno or ${key}, not both: the catalogue says what ${key} a dyno has`,
    hint: `leave ${key} out (--set web.${key}=), or dyno to describe a machine of your own`,
    atKey: true,
  }));
}

/** A quota or neighbours, not both at once: which of them binds is not modelled. */
function cpuChecks(web: ScenarioDocument['web'], cpu: ScenarioDocument['cpu']): Problem[] {
  const problems: Problem[] = [];
  const path = ['cpu', 'neighbours'];
  if (cpu?.quota !== undefined && cpu.neighbours !== undefined) {
    problems.push({ path, rule: 'give a quota or neighbours, not both', atKey: true });
  } else if (cpu?.neighbours !== undefined && web.dyno !== undefined && findDyno(web.dyno)?.quota) {
    problems.push({ path, rule: `${web.dyno} has a quota: neighbours are not modelled beside it`, atKey: true });
  }
  if (cpu?.quota !== undefined && fraction(cpu.quota) === 0) {
    problems.push({ path: ['cpu', 'quota'], rule: 'must be more than 0%' });
  }
  for (const [n, { on, off }] of (cpu?.neighbours ?? []).entries()) {
    if (off !== undefined && (on === undefined || seconds(on) === 0)) {
      problems.push({
        path: [...path, n],
        rule: 'a neighbour that rests (off) needs a time for which it computes (on)',
      });
    }
  }
  return problems;
}

function nameChecks(path: readonly string[], name: string | undefined): Problem[] {
  if (name === undefined || findDyno(name)) return [];
  const names = dynos.map((dyno) => dyno.name.toLowerCase());
  const meant = nearest(name, names);
  const hint = meant ? `did you mean ${meant}?` : 'dynosim catalogue dynos lists them';
  return [{ path, rule: `there is no dyno type ${JSON.stringify(name)}`, hint }];
}
