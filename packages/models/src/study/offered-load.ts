import { meanSpeed } from '../dyno/cpu-noise.ts';
import type { PhaseKind, RequestClass, Scenario } from '../scenario/scenario.ts';
import { cpuOverhead } from '../servers/profile.ts';
import { findWorkload } from '../workload/index.ts';
import type { ReplayTrace } from '../workload/workload.ts';
import { carryingCapacity } from './carrying-capacity.ts';

/** What a resource could do at most, by the utilisation law: rate x demand <= capacity. */
export interface Limit {
  readonly resource: 'workers' | 'cpu' | 'lock' | 'loop';
  /** Largest rate of the whole app [1/s]. */
  readonly rate: number;
}

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
  const inWorker = unsteady * (cpuOverhead(profile) + meanDemand(scenario.requests, 'cpu', trace) / web.speed);
  const cpu = inWorker + unsteady * profile.overhead.master;
  const wait = meanDemand(scenario.requests, 'wait', trace);
  const service = inWorker + wait;
  const limits = resourceLimits(scenario, { service, cpu, inWorker });
  const capacity = Math.min(limits[0].rate, carryingCapacity(scenario, { cpu: inWorker, wait }));
  const workload = findWorkload(traffic.arrivals)!;
  const rate = workload.closed
    ? closedRate(traffic, service, capacity)
    : workload.meanRate(traffic, trace, scenario.profile);
  return { rate, closed: workload.closed, service, cpu, cv: serviceCv(scenario, service), limits, capacity };
}

/** Slots, cores, and the locks or loops by which workers compute one task at a time. */
function resourceLimits(
  { web, server: { profile } }: Scenario,
  demand: { readonly service: number; readonly cpu: number; readonly inWorker: number },
): OfferedLoad['limits'] {
  const all: [Limit, ...Limit[]] = [
    { resource: 'workers', rate: (web.count * profile.workers * profile.slots) / demand.service },
    { resource: 'cpu', rate: (web.count * web.cores) / demand.cpu },
  ];
  if (profile.cpu.kind === 'serial') {
    const resource = profile.cpu.quantum === Number.POSITIVE_INFINITY ? 'loop' : 'lock';
    all.push({ resource, rate: (web.count * profile.workers) / demand.inWorker });
  }
  return all.sort((a, b) => a.rate - b.rate);
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

function meanDemand(classes: readonly RequestClass[], kind: PhaseKind, trace: ReplayTrace | undefined): number {
  const total = classes.reduce((sum, c) => sum + c.weight, 0);
  return classes.reduce((sum, c) => {
    const phases = c.phases.filter((phase) => phase.kind === kind);
    const drawn = phases.slice(trace?.[kind] ? 1 : 0).reduce((mean, phase) => mean + phase.demand.mean, 0);
    const recorded = trace?.[kind] && phases.length > 0 ? mean(trace[kind]) : 0;
    return sum + (c.weight / total) * (drawn + recorded);
  }, 0);
}

function mean(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;
}
