import { MachineRepair } from '@dynosim/sim-core';
import { findRoutingPolicy } from '../router/index.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** Means of a request [s]. */
export interface MeanDemand {
  readonly cpu: number;
  readonly wait: number;
}

/**
 * The largest rate that the app can carry [1/s]: the throughput while every worker always has a request. That a system
 * with a queue in front is stable just below it is the saturation rule (Baccelli and Foss, Journal of Applied
 * Probability 32 (1995) 494). W workers who compute on c shared cores and wait elsewhere are then a closed network of
 * processor sharing and pure delay, whose throughput depends on the distributions by their means alone (Baskett,
 * Chandy, Muntz and Palacios, JACM 22 (1975) 248): that of W machines and c repairmen. Threads that share a lock are such a network in each worker: one repairman. With a core for each worker it
 * is W over the mean service. Not counted: killed workers. Demands that never vary keep their workers in step or out
 * of it: measured throughput is then up to some per cent off.
 */
export function carryingCapacity({ web, server, router }: Scenario, { cpu, wait }: MeanDemand): number {
  const isPooled = findRoutingPolicy(router.policy)!.pools === true;
  const [pools, share] = isPooled ? [1, web.count] : [web.count, 1];
  const { workers, slots, cpu: discipline } = server.profile;
  if (discipline.kind === 'serial') return web.count * workers * alone({ clients: slots, servers: 1 }, { cpu, wait });
  return pools * alone({ clients: workers * slots * share, servers: web.cores * share }, { cpu, wait });
}

/** Clients who compute on so many servers and wait in between [1/s]; of endlessly many the servers are the limit. */
function alone(of: { readonly clients: number; readonly servers: number }, { cpu, wait }: MeanDemand): number {
  const { clients, servers } = of;
  if (clients === Number.POSITIVE_INFINITY) return servers / cpu;
  if (servers >= clients || cpu === 0) return clients / (cpu + wait);
  return new MachineRepair({ clients, servers, serviceTime: cpu, thinkTime: wait }).throughput;
}
