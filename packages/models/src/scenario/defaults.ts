import { findServer } from '../servers/index.ts';
import type { SettingValues } from '../servers/server.ts';
import { workloads } from '../workload/index.ts';
import { catalogueDefaults } from './catalogue-defaults.ts';
import { machineAssumptions } from './machine.ts';
import { pathText } from './problem.ts';
import type { ScenarioDocument } from './schema.ts';

/** A value that the user did not give: where it stands, what it is, and on whose word. */
export interface Assumption {
  readonly path: string;
  readonly value: string | number | boolean;
  readonly source: string;
}

/** Where a value goes, and what it is if nobody gave one. */
export interface Default {
  readonly path: readonly [string, string];
  readonly value: string | number | boolean;
  readonly source: string;
}

/** Defaults of the scenario itself; those of a server stand in its own file. Written as a user would write them. */
const scenarioDefaults: readonly Default[] = [
  { path: ['web', 'count'], value: 1, source: 'one dyno, if nothing is said' },
  { path: ['web', 'speed'], value: 1, source: 'assumed: the demands were measured on this very machine' },
  { path: ['cpu', 'noise'], value: 'none', source: 'assumed: nothing else runs on the machine' },
  {
    path: ['router', 'generation'],
    value: 'legacy',
    source: 'assumed; Heroku Dev Center, "HTTP Routing" (2025-07-31)',
  },
  { path: ['router', 'policy'], value: 'random', source: 'Heroku Dev Center, "HTTP Routing" (2025-07-31)' },
  { path: ['run', 'precision'], value: '5%', source: 'assumed to be enough for a decision' },
  { path: ['run', 'seed'], value: '1', source: 'any seed will do' },
  { path: ['run', 'max-requests'], value: 200_000_000, source: 'assumed patience' },
];

/** Fills every default in, as a document that a user could have written, and says which ones it filled in. */
export function withDefaults(document: ScenarioDocument): { document: ScenarioDocument; assumptions: Assumption[] } {
  const filled: Record<string, unknown> = structuredClone(document);
  const assumptions: Assumption[] = [];
  filled['name'] ??= 'scenario';
  const server = filled['server'] as Record<string, unknown>;
  if (server['workers'] === 'default' || server['workers'] === 'fit') delete server['workers'];
  const defaults = [...catalogueDefaults(document), ...scenarioDefaults, ...serverDefaults(document)];
  for (const { path, value, source } of defaults) {
    const [section, key] = path;
    const fields = (filled[section] ??= {}) as Record<string, unknown>;
    if (fields[key] !== undefined || !applies(section, key, document)) continue;
    fields[key] = value;
    assumptions.push({ path: pathText(path), value, source });
  }
  const traffic = filled['traffic'] as Record<string, unknown>;
  if (chosenByKey(document.traffic) === undefined) traffic['arrivals'] ??= 'poisson';
  for (const request of filled['requests'] as Record<string, unknown>[]) request['weight'] ??= 1;
  const complete = filled as ScenarioDocument;
  return { document: complete, assumptions: [...machineAssumptions(complete), ...assumptions] };
}

/** The kind of traffic that a key of its own names (`replay`, `clients`), if one does. */
export function chosenByKey(traffic: ScenarioDocument['traffic']): string | undefined {
  return workloads.find(({ name, chosenBy }) => chosenBy === 'key' && traffic[name as 'replay'] !== undefined)?.name;
}

/** A terminating run has no precision to reach, a dyno has the speed of its type. */
function applies(section: string, key: string, document: ScenarioDocument): boolean {
  if (section === 'web' && key === 'speed') return document.web.dyno === undefined;
  if (section !== 'run' || key === 'seed') return true;
  return !isTerminating(document);
}

/** True where the end is part of the question, so that no steady state is looked for. */
export function isTerminating(document: ScenarioDocument): boolean {
  const { replay, profile } = document.traffic;
  return document.run?.duration !== undefined || replay !== undefined || profile !== undefined;
}

/** Some defaults depend on other settings: as they are written, set by the buildpack, or by default. */
function serverDefaults(document: ScenarioDocument): Default[] {
  const settings = Object.entries(findServer(document.server.name)!.settings);
  const plain = Object.fromEntries(settings.map(([key, { default: value }]) => [key, value]));
  const ofBuildpack = catalogueDefaults(document).filter(({ path }) => path[0] === 'server');
  const known = {
    ...plain,
    ...Object.fromEntries(ofBuildpack.map(({ path, value }) => [path[1], value])),
    ...(document.server as unknown as SettingValues),
  };
  return settings.map(([key, { default: value, defaultFor, source }]) => ({
    path: ['server', key] as const,
    value: defaultFor ? defaultFor(known) : value,
    source,
  }));
}
