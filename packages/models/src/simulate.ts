import type { CpuConditions } from './dyno/cpu-conditions.ts';
import { EventEngine } from './event-engine.ts';
import { canLookAhead, lookAhead } from './lookahead.ts';
import type { Observation } from './measure/collector.ts';
import type { ReplicationSummary } from './measure/summary.ts';
import { findRoutingPolicy } from './router/index.ts';
import type { Scenario } from './scenario/scenario.ts';

/** One replication to run. */
export interface ReplicationOrder extends Observation {
  readonly replication: number;
  /** The run stops here at the latest [s]; Infinity: when nothing is left to do. */
  readonly end: number;
}

/**
 * Runs one replication of a scenario and gives its summary. A pure function of scenario, seed and order: the same
 * replication with a later end begins with the same trajectory, whichever engine runs it.
 */
export function replicate(described: Scenario, order: ReplicationOrder): ReplicationSummary {
  const scenario = findRoutingPolicy(described.router.policy)!.pools ? pooled(described) : described;
  const summary = canLookAhead(scenario) ? lookAhead(scenario, order) : undefined;
  return summary ?? runEvents(scenario, order);
}

/** All dynos as one, with all their workers and cores behind one listen queue; of no dyno the memory is known then. */
function pooled(scenario: Scenario): Scenario {
  const { web, server } = scenario;
  const profile = { ...server.profile, workers: server.profile.workers * web.count };
  const cpu = pooledCpu(web.cpu, web.count);
  const one = { ...web, count: 1, cores: web.cores * web.count, cpu };
  return { ...scenario, memory: undefined, web: one, server: { ...server, profile } };
}

/** Cores, budgets and neighbours of all. */
function pooledCpu({ cores, noise, quota, shares, neighbours }: CpuConditions, machines: number): CpuConditions {
  return {
    cores: cores * machines,
    noise,
    quota: quota && { ...quota, budget: quota.budget * machines },
    shares: shares * machines,
    neighbours: Array.from({ length: machines }, () => neighbours).flat(),
  };
}

/** The same by events alone, whatever the scenario. */
export function runEvents(scenario: Scenario, order: ReplicationOrder): ReplicationSummary {
  return new EventEngine(scenario, order).run();
}
