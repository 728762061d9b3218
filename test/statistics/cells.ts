import { parseScenario, type Scenario } from '@dynosim/models';
import { MM1Ps, MMc } from '@dynosim/sim-core';
import type { Truth } from './kiefer-wolfowitz.ts';

/** A scenario whose exact response times are known [s]. */
export interface Cell {
  readonly name: string;
  readonly truth: Truth;
  scenario(seed: string, precision: string): Scenario;
}

interface Station {
  readonly dynos: number;
  readonly workers: number;
  readonly load: number;
  readonly phase: object;
  readonly cores?: number;
}

const LOADS = [0.5, 0.8, 0.9];
const SERVICE = 0.1;
const exponential = { exponential: { mean: '100ms' } };
const lognormal = { lognormal: { mean: '100ms', cv: 1 } };
const EXACT = { mean: 0, p95: 0, p99: 0 };

function mmc(workers: number, load: number): Cell {
  const queue = new MMc({ servers: workers, arrivalRate: (workers * load) / SERVICE, serviceTime: SERVICE });
  const quantile = (p: number): number => queue.responseQuantile(p);
  const values = { mean: queue.meanResponse, p95: quantile(0.95), p99: quantile(0.99) };
  const station = { dynos: 1, workers, load, phase: { wait: exponential } };
  return cell(`mm${workers}-${load}`, { values, standardErrors: EXACT }, station);
}

/** One core shared by as many workers as are ever needed. */
function processorSharing(load: number): Cell {
  const queue = new MM1Ps(load / SERVICE, SERVICE);
  const quantile = (p: number): number => queue.responseQuantile(p);
  const values = { mean: queue.meanResponse, p95: quantile(0.95), p99: quantile(0.99) };
  const phase = { cpu: exponential };
  const station = { dynos: 1, workers: 100, cores: 1, load, phase };
  return cell(`ps-${load}`, { values, standardErrors: EXACT }, station);
}

/** Five dynos with four workers each: no closed form, so a long run of the recursion stands for the truth. */
function split(load: number): Cell {
  return cell(`split-${load}`, SPLIT_TRUTH[load]!, { dynos: 5, workers: 4, load, phase: { wait: lognormal } });
}

/** `lognormalStation(4, load, 4e8)`. */
const SPLIT_TRUTH: Readonly<Record<number, Truth>> = {
  0.5: {
    values: { mean: 0.1081358, p95: 0.2945492, p99: 0.5045902 },
    standardErrors: { mean: 0.0000067, p95: 0.0000282, p99: 0.0000635 },
  },
  0.8: {
    values: { mean: 0.1728618, p95: 0.4715708, p99: 0.7260595 },
    standardErrors: { mean: 0.0000569, p95: 0.0001761, p99: 0.0005202 },
  },
  0.9: {
    values: { mean: 0.2948466, p95: 0.8272146, p99: 1.255005 },
    standardErrors: { mean: 0.0002531, p95: 0.0008702, p99: 0.0022618 },
  },
};

function cell(name: string, truth: Truth, { dynos, workers, load, phase, cores = workers }: Station): Cell {
  const servers = 'cpu' in phase ? cores : workers;
  const scenario = (seed: string, precision: string): Scenario => {
    const parsed = parseScenario({
      version: 1,
      web: { cores, count: dynos },
      server: { name: 'gunicorn', workers, overhead: '0ms', timeout: '1h', backlog: 1_000_000 },
      requests: [{ name: 'request', phases: [phase] }],
      traffic: { rate: `${(dynos * servers * load) / SERVICE}/s` },
      router: { generation: 'none' },
      run: { precision, seed },
    });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    return parsed.value;
  };
  return { name, truth, scenario };
}

export const cells: readonly Cell[] = LOADS.flatMap((load) => [
  mmc(1, load),
  mmc(4, load),
  split(load),
  processorSharing(load),
]);
