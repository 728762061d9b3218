import { parseScenario, type Scenario } from '@dynosim/models';
import fc from 'fast-check';

/** Of the random scenarios; another one, for a night of its own, by the environment. */
export const SEED = Number(process.env['DYNOSIM_SEED'] ?? 20260201);

/** Factors of the mean service time, and other small numbers of which a scenario is made. */
export interface Ingredients {
  readonly seed: number;
  /** Of a request [s]. */
  readonly service: number;
  readonly dynos: number;
  readonly workers: number;
  /** Cores per worker; 1: nothing is shared. */
  readonly cores: number;
  readonly speed: number;
  /** Offered, of all workers. */
  readonly load: number;
  readonly arrivals: 'poisson' | 'deterministic' | 'on-off' | 'clients';
  readonly think: 'none' | 'constant' | 'exponential';
  readonly requests: number;
  readonly classes: readonly { readonly weight: number; readonly phases: readonly PhaseIngredients[] }[];
  readonly patience: number | undefined;
  readonly late: 'count' | 'abandon';
  readonly server: 'gunicorn 20.1' | 'gunicorn 23.0' | 'unicorn';
  readonly backlog: number;
  readonly whenFull: 'retry' | 'retry-linear' | 'refuse';
  readonly overhead: number;
  readonly firstRequest: number;
  readonly workerTimeout: number | undefined;
  readonly boot: number;
  readonly preload: boolean;
  readonly generation: 'none' | 'legacy';
  readonly policy: 'random' | 'least-outstanding';
}

interface PhaseIngredients {
  readonly kind: 'cpu' | 'wait';
  readonly law: 'constant' | 'exponential' | 'lognormal' | 'uniform';
  readonly share: number;
}

const oneOf = <T extends string | number>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

const phase: fc.Arbitrary<PhaseIngredients> = fc.record({
  kind: oneOf('cpu', 'wait'),
  law: oneOf('exponential', 'lognormal', 'uniform', 'constant'),
  share: oneOf(1, 2, 3),
});

export const ingredients: fc.Arbitrary<Ingredients> = fc.record({
  seed: fc.nat(1e6),
  service: oneOf(0.02, 0.5, 6),
  dynos: oneOf(1, 2, 3),
  workers: oneOf(1, 2, 4),
  cores: oneOf(1, 1, 0.5, 0.3),
  speed: oneOf(1, 1, 0.5, 0.7),
  load: oneOf(0.3, 0.7, 0.95, 1.5, 2.5),
  arrivals: oneOf('poisson', 'poisson', 'deterministic', 'on-off', 'clients'),
  think: oneOf('none', 'constant', 'exponential'),
  requests: fc.integer({ min: 20, max: 250 }),
  classes: fc.array(fc.record({ weight: oneOf(1, 2, 9), phases: fc.array(phase, { minLength: 1, maxLength: 3 }) }), {
    minLength: 1,
    maxLength: 3,
  }),
  patience: fc.option(oneOf(0.5, 2, 10), { nil: undefined }),
  late: oneOf('abandon', 'count'),
  server: oneOf('gunicorn 20.1', 'gunicorn 23.0', 'unicorn'),
  backlog: oneOf(2048, 1, 2, 6),
  whenFull: oneOf('retry', 'retry-linear', 'refuse'),
  overhead: oneOf(0, 0.05),
  firstRequest: oneOf(0, 0, 0.5),
  workerTimeout: fc.option(oneOf(1, 3), { nil: undefined }),
  boot: oneOf(0, 1),
  preload: fc.boolean(),
  generation: oneOf('none', 'legacy'),
  policy: oneOf('random', 'least-outstanding'),
});

/** True where workers outnumber cores, so that times depend on the order of floating-point additions. */
export function isShared({ workers, cores }: Ingredients): boolean {
  return cores * workers < workers;
}

/** A scenario in the user's own words. */
export function documentOf(i: Ingredients): object {
  const s = (factor: number): string => `${factor * i.service}s`;
  const [name, version] = i.server.split(' ');
  return {
    version: 1,
    web: { cores: i.cores * i.workers, speed: i.speed, count: i.dynos },
    server: {
      name,
      ...(version === undefined ? {} : { version }),
      workers: i.workers,
      backlog: i.backlog,
      'when-full': i.whenFull,
      overhead: s(i.overhead),
      'first-request': s(i.firstRequest),
      timeout: i.workerTimeout === undefined ? '0s' : s(i.workerTimeout),
      boot: s(i.boot),
      preload: i.preload,
    },
    requests: i.classes.map(({ weight, phases }, c) => {
      const total = phases.reduce((sum, { share }) => sum + share, 0);
      return {
        name: `class ${c}`,
        weight,
        phases: phases.map(({ kind, law, share }) => ({ [kind]: distribution(lawIn(i, kind, law), share / total, s) })),
      };
    }),
    traffic: trafficOf(i, s),
    router: { generation: i.generation, policy: i.policy },
    run: { duration: `${durationOf(i)}s`, seed: i.seed },
  };
}

/** Work of equal length on a shared CPU could end at the same instant but for rounding: there the law is continuous. */
function lawIn(i: Ingredients, kind: string, law: PhaseIngredients['law']): PhaseIngredients['law'] {
  return isShared(i) && kind === 'cpu' && law === 'constant' ? 'uniform' : law;
}

function distribution(law: PhaseIngredients['law'], share: number, s: (factor: number) => string): object {
  switch (law) {
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

function rateOf({ load, dynos, workers, service }: Ingredients): number {
  return (load * dynos * workers) / service;
}

/** [s]. */
export function durationOf(i: Ingredients): number {
  return i.requests / rateOf(i);
}

function trafficOf(i: Ingredients, s: (factor: number) => string): object {
  const timeout = i.patience === undefined ? {} : { timeout: s(i.patience) };
  const rate = rateOf(i);
  const period = (factor: number): object => ({ rate: `${factor * rate}/s`, for: `${durationOf(i) / 7}s` });
  switch (i.arrivals) {
    case 'on-off':
      return { ...timeout, arrivals: 'on-off', on: period(1.8), off: period(0.2) };
    case 'clients':
      return { ...timeout, ...clientsOf(i, s) };
    default:
      return { ...timeout, arrivals: i.arrivals, rate: `${rate}/s` };
  }
}

/** Clients that are refused in no time and do not think would try again in no time, for ever: these think. */
function clientsOf(i: Ingredients, s: (factor: number) => string): object {
  const kind = i.whenFull === 'refuse' && i.think === 'none' ? 'constant' : i.think;
  const think = { none: undefined, constant: { constant: s(0.7) }, exponential: { exponential: { mean: s(1.5) } } };
  return {
    clients: Math.ceil(i.load * i.dynos * i.workers * 2),
    ...(kind === 'none' ? {} : { think: think[kind] }),
    ...(i.patience === undefined ? {} : { late: i.late }),
  };
}

/** The scenario as the simulator uses it. */
export function scenarioOf(i: Ingredients): Scenario {
  const parsed = parseScenario(documentOf(i));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}
