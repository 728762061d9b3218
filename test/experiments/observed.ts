import { parseScenario, type ReplayTrace, type RequestRecord, type Scenario, trajectory } from '@dynosim/models';

/** A request of an experiment: when it comes, what it computes and then waits for, or asks of the database [s]. */
export interface Sent {
  readonly at: number;
  readonly cpu?: number;
  readonly wait?: number;
  readonly db?: number;
}

/** The machine of the experiments had two cores, shared by servers and clients. */
const CORES = 2;

/** The server under a load of which every request is known. */
export function scenarioFor(server: object, sent: readonly Sent[]): Scenario {
  const trace: ReplayTrace = {
    arrival: Float64Array.from(sent, ({ at }) => at),
    cpu: Float64Array.from(sent, ({ cpu = 0 }) => cpu),
    wait: Float64Array.from(sent, ({ wait = 0 }) => wait),
  };
  return parsed({ ...common(server), traffic: { replay: 'trace.csv' } }, trace);
}

/** The server and its database under a load of which every request is known: its first computing, wait and query. */
export function withDatabase(
  server: object,
  database: object,
  phases: readonly object[],
  sent: readonly Sent[],
): Scenario {
  const trace: ReplayTrace = {
    arrival: Float64Array.from(sent, ({ at }) => at),
    cpu: Float64Array.from(sent, ({ cpu = 0 }) => cpu),
    db: Float64Array.from(sent, ({ db = 0 }) => db),
  };
  return parsed({ ...common(server, phases), database, traffic: { replay: 'trace.csv' } }, trace);
}

/** The server under traffic of its own making. */
export function underTraffic(server: object, phases: readonly object[], traffic: object, duration: string): Scenario {
  return parsed({ ...common(server, phases), traffic, run: { duration, seed: '1' } });
}

function common(server: object, phases: readonly object[] = [{ cpu: '1ms' }, { wait: '1ms' }]): object {
  return {
    version: 1,
    web: { cores: CORES },
    server,
    requests: [{ name: 'request', phases }],
    router: { generation: 'none' },
  };
}

function parsed(document: object, trace?: ReplayTrace): Scenario {
  const scenario = parseScenario(document, trace ? { trace } : {});
  if (!scenario.ok) throw new Error(scenario.problems.map(({ rule }) => rule).join('; '));
  return scenario.value;
}

/** What happened to every request, in each of so many replications. */
export function observe(scenario: Scenario, replications: number, end = 1000): RequestRecord[][] {
  return Array.from({ length: replications }, (_, replication) =>
    trajectory(scenario, {
      replication,
      end,
      from: 0,
      to: end,
      untilAnswered: false,
      points: 0,
      seriesEnd: 0,
    }),
  );
}

/** Response time [s]. */
export const latency = ({ arrivedAt, finishedAt }: RequestRecord): number => finishedAt - arrivedAt;

/** Requests of each worker, fewest first. */
export function shares(records: readonly RequestRecord[], workers: number): number[] {
  const counts = Array.from({ length: workers }, () => 0);
  for (const { worker } of records) counts[worker]! += 1;
  return counts.sort((a, b) => a - b);
}

/** Nearest rank, of numbers in any order. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)]!;
}

export const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
