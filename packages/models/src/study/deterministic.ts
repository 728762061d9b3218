import { isUnsteady } from '../dyno/cpu-conditions.ts';
import { mostComputing } from '../dyno/fleet-cpu.ts';
import type { ReplicationSummary } from '../measure/summary.ts';
import { drawsDemands } from '../request/demands.ts';
import type { PhaseKind, RequestClass, Scenario } from '../scenario/scenario.ts';
import { cpuOverhead, type ServerProfile } from '../servers/profile.ts';
import { findWorkload } from '../workload/index.ts';

/** True where nothing is drawn before something goes wrong, so that one replication may say it all. */
export function isDeterministic(scenario: Scenario): boolean {
  const { web, traffic, trace, requests, router, server } = scenario;
  const choiceIsGiven = web.count === 1 || (router.policy === 'random' && trace?.dyno !== undefined);
  const arrivalsAreGiven = !findWorkload(traffic.arrivals)!.random(traffic);
  const { accept, sockets, recycling } = server.profile;
  const nobodyLeaves = recycling.after === Number.POSITIVE_INFINITY || recycling.jitter === 0;
  const isSteady = accept.kind !== 'race' && sockets === 'shared' && nobodyLeaves && !isUnsteady(web.cpu);
  return isSteady && choiceIsGiven && arrivalsAreGiven && !drawsDemands(requests, trace);
}

/**
 * True if nothing went wrong in a replication that chance has a hand in: a full listen queue makes clients race, and
 * when the master looks at a worker that is overdue is random.
 */
export function sawNoChance(
  scenario: Scenario,
  { droppedSyns, ok, failed, arrived, codes }: ReplicationSummary,
): boolean {
  if (droppedSyns > 0) return false;
  const timeout = timeoutOf(scenario.server.profile);
  if (longestService(scenario) < timeout) return true;
  // No service is longer than the response time of a client who waited for it.
  const allAnswered =
    scenario.run.window === undefined && failed.times.count === 0 && codes.reduce((a, b) => a + b, 0) === arrived;
  return allAnswered && ok.times.max < timeout;
}

/** How long a worker may have a request, or compute without a break [s]. */
function timeoutOf({ timeout }: ServerProfile): number {
  return timeout.limits === 'nothing' ? Number.POSITIVE_INFINITY : timeout.after;
}

/** An upper bound of any service [s]: of c shared cores a worker among W always gets c / W at least. */
function longestService({ requests, trace, server, web, database }: Scenario): number {
  if (database !== undefined) return Number.POSITIVE_INFINITY;
  const { profile } = server;
  const slowdown = Math.max(1, mostComputing(profile) / web.cores);
  const cpu = (work: number): number => (slowdown * work) / web.speed;
  const { cpu: work, wait, db } = trace ?? {};
  const rows = Math.max(work?.length ?? 0, wait?.length ?? 0, db?.length ?? 0);
  const constants = requests.map(
    (r) => cpu(constant(r, 'cpu', work)) + constant(r, 'wait', wait) + constant(r, 'db', db),
  );
  let recorded = 0;
  for (let i = 0; i < rows; i++) recorded = Math.max(recorded, cpu(work?.[i] ?? 0) + (wait?.[i] ?? 0) + (db?.[i] ?? 0));
  return slowdown * cpuOverhead(profile) + profile.firstRequest + Math.max(...constants) + recorded;
}

/** What a class asks for itself: a recorded time takes the place of the first phase of its kind. */
function constant({ phases }: RequestClass, kind: PhaseKind, column: Float64Array | undefined): number {
  const own = phases.filter((phase) => phase.kind === kind).slice(column === undefined ? 0 : 1);
  return own.reduce((sum, { demand }) => sum + demand.mean, 0);
}
