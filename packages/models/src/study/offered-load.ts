import { meanSpeed } from '../dyno/cpu-noise.ts';
import type { PhaseKind, Scenario } from '../scenario/scenario.ts';
import { cpuOverhead } from '../servers/profile.ts';
import { findWorkload } from '../workload/index.ts';
import { carryingCapacity } from './carrying-capacity.ts';
import { type DatabaseDemand, databaseDemand, meanDemand } from './mean-demand.ts';

/** What a resource could do at most, by the utilisation law: rate x demand <= capacity. */
export interface Limit {
  readonly resource: 'workers' | 'cpu' | 'lock' | 'loop' | 'database' | 'pool' | 'pgbouncer';
  /** Largest rate of the whole app [1/s]. */
  readonly rate: number;
}

/** What all dynos share: more of them do not help where it gives out. */
export const SHARED_RESOURCES: readonly string[] = ['database', 'pgbouncer'] satisfies Limit['resource'][];

export interface OfferedLoad {
  /** Mean arrival rate [1/s]; NaN where a trace has no length; in a closed loop the largest that its clients allow. */
  readonly rate: number;
  /** True where clients wait for answers: such a system has a steady state at any load. */
  readonly closed: boolean;
  /** Mean time that a request holds a worker when it never waits for the CPU [s], and its CPU part. */
  readonly service: number;
  readonly cpu: number;
  /** Coefficient of variation of that time; NaN with a trace. */
  readonly cv: number;
  /** Smallest limit first. */
  readonly limits: readonly [Limit, ...Limit[]];
  /** The largest rate that the whole app can carry [1/s]: at most the smallest limit, less where workers share cores. */
  readonly capacity: number;
}

/**
 * Utilisation law and bottleneck bound (Denning and Buzen, ACM Computing Surveys 10 (1978) 225): with mean demand D
 * on c servers no more than c / D requests per second get through, whatever the distributions.
 */
export function offeredLoad(scenario: Scenario): OfferedLoad {
  const { web, server, trace, traffic } = scenario;
  const { profile } = server;
  const unsteady = 1 / meanSpeed(web.cpu.noise);
  const inWorker = unsteady * (cpuOverhead(profile) + meanDemand(scenario, 'cpu') / web.speed);
  const cpu = inWorker + unsteady * profile.overhead.master;
  const database = databaseDemand(scenario);
  const wait = meanDemand(scenario, 'wait') + database.query + database.connect;
  const service = inWorker + wait;
  const limits = resourceLimits(scenario, { service, cpu, inWorker, database });
  const capacity = Math.min(limits[0].rate, carryingCapacity(scenario, { cpu: inWorker, wait }));
  const workload = findWorkload(traffic.arrivals)!;
  const rate = workload.closed
    ? closedRate(traffic, service, capacity)
    : workload.meanRate(traffic, trace, scenario.profile);
  return { rate, closed: workload.closed, service, cpu, cv: serviceCv(scenario, service), limits, capacity };
}

/** Means of a request [s]: in its worker, there on a core, on any core; and of the database. */
interface Demands {
  readonly service: number;
  readonly inWorker: number;
  readonly cpu: number;
  readonly database: DatabaseDemand;
}

/** Slots, cores, the locks or loops by which workers compute one task at a time, and what the database has. */
function resourceLimits(scenario: Scenario, demand: Demands): OfferedLoad['limits'] {
  const { web, server } = scenario;
  const { profile } = server;
  const all: [Limit, ...Limit[]] = [
    { resource: 'workers', rate: (web.count * profile.workers * profile.slots) / demand.service },
    { resource: 'cpu', rate: (web.count * web.cores) / demand.cpu },
  ];
  if (profile.cpu.kind === 'serial') {
    const resource = profile.cpu.quantum === Number.POSITIVE_INFINITY ? 'loop' : 'lock';
    all.push({ resource, rate: (web.count * profile.workers) / demand.inWorker });
  }
  all.push(...databaseLimits(scenario, demand.database));
  return all.sort((a, b) => a.rate - b.rate);
}

/** Where requests queue for the database. A plan that refuses connections makes errors, not a queue. */
function databaseLimits({ database, web, server }: Scenario, { query, hold }: DatabaseDemand): Limit[] {
  if (database === undefined) return [];
  const pools = web.count * server.profile.workers * database.pool;
  const limits: Limit[] = [
    { resource: 'database', rate: database.cores / query },
    { resource: 'pool', rate: pools / hold },
    { resource: 'pgbouncer', rate: (database.pooler?.connections ?? Number.POSITIVE_INFINITY) / query },
  ];
  return limits.filter(({ rate }) => Number.isFinite(rate));
}

/** Asymptotic bound of a closed loop: N / (Z + D) until a resource gives out (Lazowska et al. 1984, 5.2). */
function closedRate({ clients, think }: Scenario['traffic'], service: number, limit: number): number {
  return Math.min(limit, clients! / ((think?.mean ?? 0) + service));
}

/** Of a random request's whole service: phases are independent, classes mix. */
function serviceCv({ requests, server, web, trace }: Scenario, mean: number): number {
  if (trace) return Number.NaN;
  const unsteady = 1 / meanSpeed(web.cpu.noise);
  const total = requests.reduce((sum, c) => sum + c.weight, 0);
  const secondMoment = requests.reduce((sum, c) => {
    const scale = (kind: PhaseKind): number => (kind === 'cpu' ? unsteady / web.speed : 1);
    const classMean = c.phases.reduce(
      (m, { kind, demand }) => m + demand.mean * scale(kind),
      unsteady * cpuOverhead(server.profile),
    );
    const variance = c.phases.reduce((v, { kind, demand }) => v + demand.variance * scale(kind) ** 2, 0);
    return sum + (c.weight / total) * (variance + classMean ** 2);
  }, 0);
  return Math.sqrt(Math.max(0, secondMoment - mean ** 2)) / mean;
}
