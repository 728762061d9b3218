import { parseScenario, type Scenario } from '@dynosim/models';
import fc from 'fast-check';
import { isUnsteady } from './cpu-conditions.ts';
import { type CpuIngredients, cpuDocument, cpuIngredients, withoutFir } from './random-cpu.ts';
import { type DatabaseIngredients, databaseDocument, databaseIngredients } from './random-database.ts';
import { type ServerIngredients, serverClasses, serverDocument } from './random-server.ts';

/** Of the random scenarios; another one, for a night of its own, by the environment. */
export const SEED = Number(process.env['DYNOSIM_SEED'] ?? 20260201);

/** Of them for each class of servers: `DYNOSIM_SCENARIOS=300` makes it a night's work. */
export const COUNT = Number(process.env['DYNOSIM_SCENARIOS'] ?? 60);

/** Factors of the mean service time, and other small numbers of which a scenario is made. */
export interface Ingredients {
  readonly seed: number;
  /** Of a request [s]; a third of it behind a lock, where a long one has thousands of turns. */
  readonly service: number;
  readonly dynos: number;
  /** For each task that can compute at once. */
  readonly cores: number;
  readonly speed: number;
  /** Undefined where cores are steady. */
  readonly cpu: CpuIngredients | undefined;
  /** Offered, of all slots, but of no more than five in a worker. */
  readonly load: number;
  readonly arrivals: 'poisson' | 'deterministic' | 'on-off' | 'batch' | 'clients';
  readonly think: 'none' | 'constant' | 'exponential';
  readonly keepAlive: boolean;
  readonly requests: number;
  readonly classes: readonly { readonly weight: number; readonly phases: readonly PhaseIngredients[] }[];
  readonly patience: number | undefined;
  readonly late: 'count' | 'abandon';
  readonly retries: number;
  readonly server: ServerIngredients;
  readonly memory: MemoryIngredients | undefined;
  readonly generation: 'none' | 'legacy';
  readonly policy: 'random' | 'least-outstanding';
  readonly database: DatabaseIngredients | undefined;
}

/** Of a dyno whose master needs 40 MB and each worker 100 MB, more or less. */
export interface MemoryIngredients {
  /** Of what warm workers need. */
  readonly quota: number;
  /** [MiB]. */
  readonly leak: number;
  readonly perRequest: number;
  readonly isPreloaded: boolean;
  readonly atQuota: 'swap' | 'kill-worker' | 'restart';
  readonly killAt: number;
  /** [s]. */
  readonly restart: number;
}

interface PhaseIngredients {
  readonly kind: 'cpu' | 'wait' | 'db';
  readonly law: 'constant' | 'exponential' | 'lognormal' | 'uniform' | 'none';
  readonly share: number;
}

const oneOf = <T extends string | number | boolean | undefined>(...values: T[]): fc.Arbitrary<T> =>
  fc.constantFrom(...values);

const phase: fc.Arbitrary<PhaseIngredients> = fc.record({
  kind: oneOf('cpu', 'wait', 'db', 'cpu'),
  law: oneOf('exponential', 'lognormal', 'uniform', 'constant', 'exponential', 'lognormal', 'uniform', 'none'),
  share: oneOf(1, 2, 3),
});

const memory: fc.Arbitrary<MemoryIngredients> = fc.record({
  quota: oneOf(1.1, 0.9, 1.5, 3),
  leak: oneOf(7.3, 0, 1.3, 41),
  perRequest: oneOf(0, 3.7, 29),
  isPreloaded: fc.boolean(),
  atQuota: oneOf('swap', 'swap', 'kill-worker', 'restart'),
  killAt: oneOf(1.2, 2, 1),
  restart: oneOf(5, 30, 100),
});

export const ingredients = (server: fc.Arbitrary<ServerIngredients>): fc.Arbitrary<Ingredients> =>
  fc.record({
    seed: fc.nat(1e6),
    service: oneOf(0.02, 0.5, 6),
    dynos: oneOf(1, 1, 2, 3),
    cores: oneOf(1, 2, 0.53, 0.31),
    speed: oneOf(1, 1, 0.5, 0.7),
    load: oneOf(0.3, 0.7, 0.95, 1.5, 2.5),
    arrivals: oneOf('poisson', 'poisson', 'deterministic', 'on-off', 'batch', 'clients', 'clients', 'clients'),
    think: oneOf('none', 'constant', 'exponential'),
    keepAlive: oneOf(true, true, false),
    requests: fc.integer({ min: 20, max: 250 }),
    classes: fc.array(fc.record({ weight: oneOf(1, 2, 9), phases: fc.array(phase, { minLength: 1, maxLength: 4 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
    patience: oneOf<number | undefined>(undefined, undefined, undefined, 0.5, 2, 10),
    late: oneOf('abandon', 'count'),
    retries: oneOf(0, 0, 1, 3),
    server,
    memory: fc.option(memory, { nil: undefined, freq: 2 }),
    generation: oneOf('none', 'none', 'legacy'),
    policy: oneOf('random', 'least-outstanding'),
    database: fc.option(databaseIngredients, { nil: undefined }),
    cpu: cpuIngredients,
  });

/** Of all servers. */
export const anyScenario = ingredients(fc.oneof(...Object.values(serverClasses)));

/** True where tasks outnumber steady cores, so that times depend on the order of floating-point additions. */
export function isShared({ web, server: { profile } }: Scenario): boolean {
  return isUnsteady(web.cpu) || web.cpu.cores < tasksOf(profile);
}

/** Who can compute at the same instant. */
function tasksOf({ cpu, workers, slots, accept }: Scenario['server']['profile']): number {
  if (cpu.kind === 'parallel') return workers * slots;
  return workers + (accept.kind === 'credit' ? 1 : 0);
}

function documentOf(i: Ingredients, places: number, cores: number): object {
  const s = (factor: number): string => `${factor * i.service}s`;
  const { dyno, ...disturbances } = cpuDocument(i.cpu, i.service);
  return {
    version: 1,
    ...disturbances,
    web: dyno === undefined ? { cores, speed: i.speed, count: i.dynos } : { dyno, count: i.dynos },
    server: serverDocument(i.server, i.service),
    requests: i.classes.map(({ weight, phases }, c) => {
      const total = phases.reduce((sum, { share }) => sum + share, 0);
      return {
        name: `class ${c}`,
        weight,
        phases: [
          ...(i.database !== undefined && !isSteady(i) ? [{ cpu: distribution('uniform', 0.03, s) }] : []),
          ...phases.map(({ kind, law, share }) => ({ [kind]: distribution(lawIn(i, kind, law), share / total, s) })),
        ],
      };
    }),
    traffic: trafficOf(i, places, s),
    ...(i.database === undefined ? {} : { database: databaseDocument(i.database, s) }),
    router: { generation: i.generation, policy: i.policy },
    run: { duration: `${(i.requests * i.service) / (i.load * places)}s`, seed: i.seed },
  };
}

/** A core for every task, always. */
function isSteady({ cores, cpu }: Ingredients): boolean {
  return cores >= 1 && cpu === undefined;
}

/**
 * Work of equal length on a shared CPU could end at the same instant but for rounding: there the law is continuous. For
 * the same reason queries, for which requests queue, come after some computing there.
 */
function lawIn(i: Ingredients, kind: string, law: PhaseIngredients['law']): PhaseIngredients['law'] {
  if (i.memory) return law === 'constant' || law === 'none' ? 'uniform' : law;
  if (isSteady(i) && kind !== 'cpu' && i.database === undefined) return law;
  if (kind === 'db' && law === 'none') return law;
  if (isSteady(i)) return law === 'constant' ? 'uniform' : law;
  const isNothing = law === 'none' && (kind === 'cpu' || i.arrivals === 'clients');
  return law === 'constant' || isNothing ? 'uniform' : law;
}

function distribution(law: PhaseIngredients['law'], share: number, s: (factor: number) => string): object {
  switch (law) {
    case 'none':
      return { constant: '0s' };
    case 'constant':
      return { constant: s(share) };
    case 'exponential':
      return { exponential: { mean: s(share) } };
    case 'lognormal':
      return { lognormal: { mean: s(share), cv: 1.5 } };
    case 'uniform':
      return { uniform: { min: s(share / 2), max: s(1.5 * share) } };
  }
}

function trafficOf(i: Ingredients, places: number, s: (factor: number) => string): object {
  const patience = i.patience === undefined ? {} : { timeout: s(i.patience) };
  const retries = i.retries === 0 ? {} : { retries: { attempts: i.retries, backoff: s(0.4017), factor: 1.5 } };
  const others = { ...patience, ...retries };
  const rate = (i.load * places) / i.service;
  const period = (factor: number): object => ({ rate: `${factor * rate}/s`, for: `${i.requests / rate / 7}s` });
  switch (i.arrivals) {
    case 'on-off':
      return { ...others, arrivals: 'on-off', on: period(1.8), off: period(0.2) };
    case 'batch':
      return { ...others, arrivals: 'batch', rate: `${rate}/s`, size: 5 };
    case 'clients':
      return { ...others, ...clientsOf(i, places, s) };
    default:
      return { ...others, arrivals: i.arrivals, rate: `${rate}/s` };
  }
}

/** Clients that are answered or turned away in no time, and do not think, would try again for ever: these think. */
function clientsOf(i: Ingredients, places: number, s: (factor: number) => string): object {
  const { name, ...settings } = i.server;
  const turnsAway = settings['when-full'] === 'refuse' || name === 'passenger' || settings['reuse-port'];
  const isForNothing = i.classes.some(({ phases }) => phases.every(({ law }) => law === 'none'));
  const mayRestart = i.memory !== undefined && i.memory.atQuota !== 'kill-worker';
  const isRestless =
    i.think === 'none' && (mayRestart || isForNothing || turnsAway || (settings['limit-concurrency'] ?? 0) !== 0);
  const kind = isRestless ? 'constant' : i.think;
  const think = { none: undefined, constant: { constant: s(0.7093) }, exponential: { exponential: { mean: s(1.5) } } };
  return {
    clients: Math.ceil(i.load * places * 2),
    'keep-alive': i.keepAlive,
    ...(kind === 'none' ? {} : { think: think[kind] }),
    ...(i.patience === undefined ? {} : { late: i.late }),
  };
}

function parsed(document: object): Scenario {
  const result = parseScenario(document);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

/** The scenario in the user's own words. */
export function documentFor(i: Ingredients): object {
  const { profile } = parsed(documentOf(i, 1, 1)).server;
  const { cpu, workers, slots } = profile;
  const isLock = cpu.kind === 'serial' && cpu.quantum < Number.POSITIVE_INFINITY;
  const places = i.dynos * workers * Math.min(5, slots);
  const cores = i.cores * tasksOf(profile);
  return documentOf(isLock ? { ...i, service: i.service / 3, cpu: withoutFir(i.cpu) } : i, places, cores);
}

/** The scenario as the simulator uses it; no catalogue has dynos as small as these. */
export function scenarioOf(i: Ingredients): Scenario {
  const scenario = parsed(documentFor(i));
  return { ...scenario, memory: i.memory && memoryRule(i.memory, scenario.server.profile.workers) };
}

/**
 * Odd numbers, or a sum could reach a limit exactly, in one order of additions and not in another. Without swap, workers
 * that do not fit would be killed at every start, again and again at equal distances, and ties would be the rule.
 */
function memoryRule(i: MemoryIngredients, workers: number): NonNullable<Scenario['memory']> {
  const [master, worker] = [40.173, 100.617];
  return {
    ...{ master, worker, perRequest: i.perRequest, leakPerRequest: i.leak, restart: i.restart },
    ...{ ownAtFork: i.isPreloaded ? 0.1 : 1, dirtying: 30, swapSlowdown: 3 },
    ...{
      quota: (i.atQuota === 'swap' ? i.quota : Math.max(1.1, i.quota)) * (master + workers * worker),
      killAt: i.killAt,
      atQuota: i.atQuota,
    },
  };
}

/** [s]. */
export function durationOf(scenario: Scenario): number {
  return scenario.run.duration!;
}
