import type { PhaseKind, RequestClass, Scenario } from '../scenario/scenario.ts';
import type { ReplayTrace } from '../workload/workload.ts';

/** What a request asks of the database, on average [s]. */
export interface DatabaseDemand {
  /** Time in which its queries run, if they have the database to themselves. */
  readonly query: number;
  /** To open connections, where none is kept. */
  readonly connect: number;
  /** Time for which it has a connection, at least: waits for the CPU come on top. */
  readonly hold: number;
}

/** Mean demand of a kind over all classes by their weights [s]; a recorded time takes the place of a phase. */
export function meanDemand(scenario: Pick<Scenario, 'requests' | 'trace'>, kind: PhaseKind): number {
  return overClasses(scenario.requests, (c) =>
    c.phases.reduce((sum, phase, k) => sum + (phase.kind === kind ? phaseMean(c, k, scenario.trace) : 0), 0),
  );
}

export function databaseDemand(scenario: Scenario): DatabaseDemand {
  const { requests, trace, database, web } = scenario;
  const query = meanDemand(scenario, 'db');
  if (database === undefined) return { query, connect: 0, hold: query };
  const perQuery = database.hold === 'query';
  const opened = (c: RequestClass): number => {
    const queries = c.phases.filter(({ kind }) => kind === 'db').length;
    return perQuery ? queries : Math.min(1, queries);
  };
  const connect = database.reuse === 0 ? database.connect * overClasses(requests, opened) : 0;
  const hold = perQuery ? query : overClasses(requests, (c) => fromFirstQuery(c, trace, web.speed));
  return { query, connect, hold: hold + connect };
}

/** Demands from the first query on [s]. */
function fromFirstQuery(c: RequestClass, trace: ReplayTrace | undefined, speed: number): number {
  const first = c.phases.findIndex(({ kind }) => kind === 'db');
  if (first < 0) return 0;
  return c.phases.reduce((sum, { kind }, k) => {
    return k < first ? sum : sum + phaseMean(c, k, trace) / (kind === 'cpu' ? speed : 1);
  }, 0);
}

function overClasses(classes: readonly RequestClass[], of: (c: RequestClass) => number): number {
  const total = classes.reduce((sum, c) => sum + c.weight, 0);
  return classes.reduce((sum, c) => sum + (c.weight / total) * of(c), 0);
}

function phaseMean(c: RequestClass, k: number, trace: ReplayTrace | undefined): number {
  const { kind, demand } = c.phases[k]!;
  const column = c.phases.findIndex((phase) => phase.kind === kind) === k ? trace?.[kind] : undefined;
  return column === undefined ? demand.mean : mean(column);
}

function mean(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;
}
