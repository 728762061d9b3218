import { connectionsNeeded } from '../database/database-rule.ts';
import { allTimes, figure, NO_FIGURE, Pool, shareFigure } from '../measure/pool.ts';
import type { Figure, Result } from '../measure/result.ts';
import type { ReplicationSummary } from '../measure/summary.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Replications } from './replications.ts';
import { NO_WAITS, waitTimes } from './result-times.ts';

type Connections = NonNullable<Result['database']>['connections'];
type PoolTimes = NonNullable<Result['database']>['poolMs'];

/** Of the whole app; null where the scenario describes no database. */
export function databaseFigures(scenario: Scenario, all: Replications, saturated: boolean): Result['database'] {
  if (scenario.database === undefined) return null;
  return { connections: connections(scenario, all), poolMs: poolTimes(all, saturated) };
}

/**
 * Of its cores, where they are known; else of the connections that it accepts, through a pooler or directly; null
 * where nothing limits it.
 */
export function databaseUtilisation({ database }: Scenario, all: Replications): Figure {
  const limit = database && (Number.isFinite(database.cores) ? database.cores : serverConnections(database));
  if (limit === undefined || limit === Number.POSITIVE_INFINITY) return NO_FIGURE;
  const busy = (s: ReplicationSummary): number => s.database!.busy;
  return shareFigure(all.ratio(busy, (s) => (s.to - s.from) * limit));
}

function serverConnections({ pooler, connections }: NonNullable<Scenario['database']>): number {
  return pooler?.connections ?? connections;
}

function connections({ web, server, database }: Scenario, all: Replications): Connections {
  const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);
  const { workers, slots } = server.profile;
  return {
    limit: finite(database!.connections),
    needed: finite(connectionsNeeded(web.count * workers, slots, database!)),
    peak: Math.max(...all.summaries.map((s) => s.database!.peak)),
    mean: figure(all.perSecond((s) => s.database!.open)),
  };
}

/** The figures of waits that a result shows of connections. */
function poolTimes(all: Replications, saturated: boolean): PoolTimes {
  const { mean: meanResponse } = new Pool(all.summaries, allTimes).tally;
  const times = saturated ? NO_WAITS : waitTimes(all, (s) => s.database!, meanResponse);
  const { mean, p95, p99, fraction } = times;
  return { mean, p95, p99, fraction };
}
