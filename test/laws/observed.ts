import { parseScenario, type ReplayTrace, type ReplicationSummary, replicate, type Scenario } from '@dynosim/models';

/** A scenario as it is written, or all its mistakes at once. */
export function scenario(document: object, trace?: ReplayTrace): Scenario {
  const parsed = parseScenario(document, trace ? { trace } : {});
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

export interface View {
  readonly replication?: number;
  /** Arrivals that count [s]; the whole run if not given. */
  readonly from?: number;
  readonly to?: number;
  /** [s]. */
  readonly end: number;
  readonly points?: number;
}

/** One replication, from the beginning to `end`. */
export function observe(of: Scenario, { replication = 0, from = 0, to, end, points = 0 }: View): ReplicationSummary {
  return replicate(of, { replication, from, to: to ?? end, end, untilAnswered: false, points, seriesEnd: end });
}

/** One request of a trace [s]. */
export interface Row {
  readonly gap: number;
  readonly service: number;
}

/** A trace of requests that do nothing but hold a worker. */
export function traceOf(rows: readonly Row[]): ReplayTrace {
  let now = 0;
  const arrival = Float64Array.from(rows, ({ gap }) => (now += gap));
  return { arrival, wait: Float64Array.from(rows, ({ service }) => service) };
}

/** One dyno, first come first served, no limits of any kind. */
export function singleQueue(workers: number, trace: ReplayTrace): Scenario {
  return scenario(
    {
      version: 1,
      web: { cores: workers },
      server: { name: 'gunicorn', workers, overhead: '0s', timeout: '0s', backlog: 100_000 },
      requests: [{ name: 'request', phases: [{ wait: { constant: '1s' } }] }],
      traffic: { replay: 'trace.csv' },
      router: { generation: 'none' },
    },
    trace,
  );
}
