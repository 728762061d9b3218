import { parseScenario, type Scenario } from '@dynosim/models';
import { type Distribution, Exponential, findDistribution, MM1Ps, MMc } from '@dynosim/sim-core';
import type { Truth } from './kiefer-wolfowitz.ts';
import type { Recursion } from './recursion.ts';

/** A scenario whose exact response times are known [s]. */
export interface Cell {
  readonly name: string;
  readonly truth: Truth;
  /** The same without the simulator. */
  readonly recursion: Recursion;
  scenario(seed: string, precision: string): Scenario;
}

interface Station {
  readonly dynos: number;
  readonly workers: number;
  readonly load: number;
  /** Of log-normal demands; without it they are exponential. */
  readonly cv?: number;
  /** Given where the demand is CPU work and these cores are shared. */
  readonly cores?: number;
  /** Of a run with an end [s]. */
  readonly duration?: number;
}

const LOADS = [0.5, 0.8, 0.9];
/** Expensive: only where it is asked for. */
const HIGH_LOAD = 0.95;
const SERVICE = 0.1;
const EXACT = { mean: 0, p95: 0, p99: 0 };

function mmc(workers: number, load: number): Cell {
  const queue = new MMc({ servers: workers, arrivalRate: (workers * load) / SERVICE, serviceTime: SERVICE });
  const quantile = (p: number): number => queue.responseQuantile(p);
  const values = { mean: queue.meanResponse, p95: quantile(0.95), p99: quantile(0.99) };
  const station = { dynos: 1, workers, load };
  return cell(`mm${workers}-${load}`, { values, standardErrors: EXACT }, station);
}

/** One core shared by as many workers as are ever needed. */
function processorSharing(load: number): Cell {
  const queue = new MM1Ps(load / SERVICE, SERVICE);
  const quantile = (p: number): number => queue.responseQuantile(p);
  const values = { mean: queue.meanResponse, p95: quantile(0.95), p99: quantile(0.99) };
  const station = { dynos: 1, workers: 100, cores: 1, load };
  return cell(`ps-${load}`, { values, standardErrors: EXACT }, station);
}

/** Five dynos with four workers each: no closed form, so a long run of the recursion stands for the truth. */
function split(load: number): Cell {
  return cell(`split-${load}`, SPLIT_TRUTH[load]!, { dynos: 5, workers: 4, load, cv: 1 });
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

/** `finiteStation(workers, load, duration, 1e8)`. */
const FINITE_TRUTH: Readonly<Record<'short' | 'four' | 'long' | 'overloaded', Truth>> = {
  short: {
    values: { mean: 0.4787513, p95: 1.433212, p99: 2.195108 },
    standardErrors: { mean: 0.0004268, p95: 0.0016778, p99: 0.0026164 },
  },
  four: {
    values: { mean: 0.2754507, p95: 0.7517918, p99: 1.1117143 },
    standardErrors: { mean: 0.000351, p95: 0.001266, p99: 0.0029846 },
  },
  long: {
    values: { mean: 0.1744335, p95: 0.4734711, p99: 0.6888203 },
    standardErrors: { mean: 0.0001098, p95: 0.0003565, p99: 0.0007167 },
  },
  overloaded: {
    values: { mean: 5.357139, p95: 11.511503, p99: 13.837492 },
    standardErrors: { mean: 0.0030775, p95: 0.0073278, p99: 0.0104118 },
  },
};

function cell(name: string, truth: Truth, station: Station): Cell {
  const { dynos, workers, load, cv, cores, duration } = station;
  const demand = cv === undefined ? { exponential: { mean: '100ms' } } : { lognormal: { mean: '100ms', cv } };
  const rate = ((cores ?? workers) * load) / SERVICE;
  const scenario = (seed: string, precision: string): Scenario => {
    const parsed = parseScenario({
      version: 1,
      web: { cores: cores ?? workers, count: dynos },
      server: { name: 'gunicorn', workers, overhead: '0ms', timeout: '1h', backlog: 1_000_000 },
      requests: [{ name: 'request', phases: [cores === undefined ? { wait: demand } : { cpu: demand }] }],
      traffic: { rate: `${dynos * rate}/s` },
      router: { generation: 'none' },
      run: duration === undefined ? { precision, seed } : { duration: `${duration}s`, seed },
    });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    return parsed.value;
  };
  const service = cv === undefined ? new Exponential(SERVICE) : lognormal(SERVICE, cv);
  const recursion = { dynos, servers: workers, isShared: cores !== undefined, gap: new Exponential(1 / rate), service };
  return { name, truth, scenario, recursion };
}

function lognormal(mean: number, cv: number): Distribution {
  return findDistribution('lognormal')!.forms[0]!.create({ mean, cv });
}

export const steadyCells: readonly Cell[] = LOADS.flatMap((load) => [
  mmc(1, load),
  mmc(4, load),
  split(load),
  processorSharing(load),
]);

/** From an empty system to an end. */
export const terminatingCells: readonly Cell[] = [
  cell('mm1-0.8-60s', FINITE_TRUTH.short, { dynos: 1, workers: 1, load: 0.8, duration: 60 }),
  cell('mm4-0.9-30s', FINITE_TRUTH.four, { dynos: 1, workers: 4, load: 0.9, duration: 30 }),
  cell('mm4-0.8-600s', FINITE_TRUTH.long, { dynos: 1, workers: 4, load: 0.8, duration: 600 }),
  cell('mm1-1.2-60s', FINITE_TRUTH.overloaded, { dynos: 1, workers: 1, load: 1.2, duration: 60 }),
];

/** Every cell there is. */
export const cells: readonly Cell[] = [
  ...steadyCells,
  ...terminatingCells,
  ...[mmc(1, HIGH_LOAD), mmc(4, HIGH_LOAD), processorSharing(HIGH_LOAD)],
];
