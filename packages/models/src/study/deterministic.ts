import { servesWhole } from '../dyno/create-service.ts';
import { drawsDemands } from '../request/demands.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { cpuOverhead } from '../servers/profile.ts';
import { findWorkload } from '../workload/index.ts';

/** True where no random number can change anything, so that one replication says it all. */
export function isDeterministic(scenario: Scenario): boolean {
  const { web, traffic, trace, requests, router, server } = scenario;
  const choiceIsGiven = web.count === 1 || (router.policy === 'random' && trace?.dyno !== undefined);
  const arrivalsAreGiven = !findWorkload(traffic.arrivals)!.random(traffic);
  const { timeout, accept, sockets, recycling } = server.profile;
  const nobodyIsKilled = timeout.limits === 'nothing' || longestService(scenario) < timeout.after;
  const nobodyLeaves = recycling.after === Number.POSITIVE_INFINITY || recycling.jitter === 0;
  const noRace = accept.kind !== 'race' && sockets === 'shared';
  return (
    noRace && nobodyLeaves && choiceIsGiven && arrivalsAreGiven && nobodyIsKilled && !drawsDemands(requests, trace)
  );
}

/** An upper bound of any service that does not share its core [s]; Infinity where there is none. */
function longestService({ requests, trace, server, web }: Scenario): number {
  if (!servesWhole(web, server.profile)) return Number.POSITIVE_INFINITY;
  const constants = Math.max(...requests.map((r) => r.phases.reduce((sum, phase) => sum + phase.demand.mean, 0)));
  const recorded = (['cpu', 'wait'] as const).reduce(
    (sum, kind) => sum + (trace?.[kind]?.reduce((a, b) => Math.max(a, b), 0) ?? 0),
    0,
  );
  return cpuOverhead(server.profile) + server.profile.firstRequest + (constants + recorded) / Math.min(1, web.speed);
}
