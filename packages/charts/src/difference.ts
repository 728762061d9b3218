import type { Result } from '@dynosim/models';
import { shown } from './label.ts';

/** How it is called, judged and run. */
const NO_PART_OF_THE_APP = /^(name|slo|run|version)[.[=]/;
/** Two results that differ in nothing else are of one design. */
const LOAD = /^traffic\.(rate|scale)=/;
/** More differences than these say less than a name. */
const MOST = 2;

/** The settings of the app as `path=value`, without its load and without how the run is made. */
export function designFacts(result: Result): string[] {
  return facts(result).filter((fact) => !LOAD.test(fact));
}

/** Names for results that are shown together: their own, or if those are equal what makes each of them different. */
export function tellingApart(results: readonly Result[], factsOf: (result: Result) => string[] = facts): string[] {
  const names = results.map(({ scenario }) => shown(scenario.name ?? '') || 'scenario');
  const sets = results.map((result) => new Set(factsOf(result)));
  const labels = names.map((name, i) => {
    if (new Set(names).size === names.length) return name;
    const special = [...sets[i]!].filter((fact) => sets.some((other) => !other.has(fact)));
    const isTelling = special.length > 0 && special.length <= MOST;
    return isTelling ? shown(special.map((fact) => fact.replace('=', ' ')).join(', ')) : name;
  });
  return labels.map((label, i) =>
    labels.indexOf(label) === labels.lastIndexOf(label) ? label : `${label} (${i + 1})`,
  );
}

function facts({ scenario }: Result): string[] {
  return leaves(scenario, '').filter((fact) => !NO_PART_OF_THE_APP.test(fact));
}

function leaves(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [`${path}=${String(value)}`];
  return Object.entries(value).flatMap(([key, inside]) => {
    const below = Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    return leaves(inside, below);
  });
}
