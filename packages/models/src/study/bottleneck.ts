import { rounded } from '../measure/pool.ts';
import type { Result } from '../measure/result.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { computesForAll, type ServerProfile, workerPlaces } from '../servers/profile.ts';
import { areManyKilled } from './many-killed.ts';
import type { Limit, OfferedLoad } from './offered-load.ts';
import type { Replications } from './replications.ts';

/** Which utilisation tells how busy a resource is: the workers of a loop are busy when it computes. */
export function busyColumn(
  resource: Limit['resource'],
  profile: ServerProfile,
): keyof Result['utilisation'] | undefined {
  if (resource === 'cpu' || resource === 'database') return resource;
  return resource === (computesForAll(profile) ? 'loop' : 'workers') ? 'workers' : undefined;
}

/** The resource that gives out first as the rate rises, how busy it is now, and the rate at which the app gives out. */
export function bottleneck(
  scenario: Scenario,
  load: OfferedLoad,
  all: Replications,
  used: Result['utilisation'],
): Result['bottleneck'] {
  const { limits, capacity } = load;
  const areKilled = areManyKilled(
    all.sum((s) => s.workersKilled),
    all.sum((s) => s.served),
  );
  const [limit] = areKilled ? measuredLimits(scenario, all) : limits;
  const { resource } = limit;
  const column = busyColumn(resource, scenario.server.profile);
  const value = column ? used[column].value : Math.min(1, all.perSecond((s) => s.answers).value / limit.rate);
  if (value === null) return null;
  return { resource, utilisation: value, limitPerSecond: rounded(areKilled ? limit.rate : capacity) };
}

/** Utilisation law with demands as they were: a killed worker is busy, then missing, and its request is over. */
function measuredLimits({ web, server }: Scenario, all: Replications): OfferedLoad['limits'] {
  const served = all.sum((s) => s.served);
  const rate = (units: number, demand: number): number => (web.count * units * served) / demand;
  const workers = {
    resource: 'workers',
    rate: rate(
      workerPlaces(server.profile),
      all.sum((s) => s.busy + s.down),
    ),
  } as const;
  const cpu = {
    resource: 'cpu',
    rate: rate(
      web.cores,
      all.sum((s) => s.cpu),
    ),
  } as const;
  return cpu.rate < workers.rate ? [cpu, workers] : [workers, cpu];
}
