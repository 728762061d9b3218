import { parseScenario, type Result, replicate, runStudy } from '@dynosim/models';
import { studentQuantile } from '@dynosim/sim-core';

/** The service time of all these stations [s]. */
export const SERVICE = 0.1;
export const EXPONENTIAL = { exponential: { mean: '100ms' } };

export interface Station {
  readonly dynos?: number;
  readonly workers: number;
  /** Of one worker, offered; where cores are given, of one core. */
  readonly load: number;
  /** Cores that the workers share: the service is then CPU work. */
  readonly cores?: number;
  readonly service?: object;
  /** Backlog, where those who find it full are refused. */
  readonly backlog?: number;
  /** Of p95 and p99, as the run would be asked for it; coarser where a high load makes it expensive. */
  readonly precision?: string;
}

/** Arrivals at all dynos together [1/s]. */
export function rate({ dynos = 1, workers, load, cores }: Station): number {
  return (dynos * (cores ?? workers) * load) / SERVICE;
}

/** Runs a plain station through the public interface: Poisson arrivals, random routing, one phase. */
export function simulate(station: Station): Result {
  const { dynos = 1, workers, load, service = EXPONENTIAL, backlog } = station;
  const { precision = load < 0.85 ? '4%' : '6%' } = station;
  const full = backlog === undefined ? { backlog: 1_000_000 } : { backlog, 'when-full': 'refuse' };
  const parsed = parseScenario({
    version: 1,
    web: { cores: station.cores ?? workers, count: dynos },
    server: { name: 'gunicorn', workers, overhead: '0ms', timeout: '1h', ...full },
    requests: [{ name: 'request', phases: [station.cores ? { cpu: service } : { wait: service }] }],
    traffic: { rate: `${rate(station)}/s` },
    router: { generation: 'none' },
    run: { precision, seed: 'theory' },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return runStudy(parsed.value, replicate);
}

export interface Comparison {
  readonly path: string;
  readonly simulated: number;
  readonly exact: number;
  /** (simulated - exact) / standard error. */
  readonly z: number;
}

/** Exact values by path of the result document, beside the simulated ones; durations in [ms]. */
export function compare(result: Result, exact: Readonly<Record<string, number>>): Comparison[] {
  return Object.entries(exact).map(([path, expected]) => {
    const figure = figureAt(result, path);
    const standardError = (figure.high - figure.low) / 2 / studentQuantile(0.975, result.replications - 1);
    const difference = figure.value - expected;
    return { path, simulated: figure.value, exact: expected, z: difference === 0 ? 0 : difference / standardError };
  });
}

function figureAt(result: Result, path: string): { value: number; low: number; high: number } {
  let node: unknown = result;
  for (const key of path.split('.')) node = (node as Record<string, unknown>)[key];
  return node as { value: number; low: number; high: number };
}
