import type { PhaseKind, RequestClass, Scenario } from '../scenario/scenario.ts';
import { findWorkload } from '../workload/index.ts';
import type { ReplayTrace } from '../workload/workload.ts';

/** What a resource could do at most, by the utilisation law: rate x demand <= capacity. */
export interface Limit {
  readonly resource: 'workers' | 'cpu';
  /** Largest rate of the whole app [1/s]. */
  readonly rate: number;
}

export interface OfferedLoad {
  /** Mean arrival rate [1/s]; NaN where a trace has no length. */
  readonly rate: number;
  /** Mean time that a request holds a worker when it never waits for the CPU [s], and its CPU part. */
  readonly service: number;
  readonly cpu: number;
  /** Smallest limit first. */
  readonly limits: readonly [Limit, Limit];
}

/**
 * Utilisation law and bottleneck bound (Denning and Buzen, ACM Computing Surveys 10 (1978) 225): with mean demand D
 * on c servers no more than c / D requests per second get through, whatever the distributions.
 */
export function offeredLoad(scenario: Scenario): OfferedLoad {
  const { web, server, trace, traffic } = scenario;
  const cpu = server.profile.overhead + meanDemand(scenario.requests, 'cpu', trace) / web.speed;
  const service = cpu + meanDemand(scenario.requests, 'wait', trace);
  const workers: Limit = { resource: 'workers', rate: (web.count * server.profile.workers) / service };
  const processor: Limit = { resource: 'cpu', rate: (web.count * web.cores) / cpu };
  const limits: [Limit, Limit] = processor.rate < workers.rate ? [processor, workers] : [workers, processor];
  return { rate: findWorkload(traffic.arrivals)!.meanRate(traffic, trace), service, cpu, limits };
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
