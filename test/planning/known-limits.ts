import { MMc } from '@dynosim/sim-core';

/** A scenario for which it is known at which rate p95 reaches the bound [1/s]. */
export interface KnownLimit {
  readonly name: string;
  readonly rate: number;
  readonly document: object;
}

const SERVICE = 0.1;
const exponential = { exponential: { mean: '100ms' } };
const lognormal = { lognormal: { mean: '100ms', cv: 1 } };

function document(dynos: number, workers: number, wait: object, bound: number): object {
  return {
    version: 1,
    web: { cores: workers, count: dynos },
    server: { name: 'gunicorn', workers, overhead: '0ms', timeout: '1h', backlog: 1_000_000 },
    requests: [{ name: 'request', phases: [{ wait }] }],
    traffic: { rate: `${(dynos * workers * 0.5) / SERVICE}/s` },
    router: { generation: 'none' },
    slo: [`p95 < ${bound * 1000}ms`],
  };
}

/** The bound is what p95 is at this load by the formula, so the rate is known exactly. */
function mmc(workers: number, load: number): KnownLimit {
  const rate = (workers * load) / SERVICE;
  const bound = new MMc({ servers: workers, arrivalRate: rate, serviceTime: SERVICE }).responseQuantile(0.95);
  return { name: `mm${workers}-${load}`, rate, document: document(1, workers, exponential, bound) };
}

/** Five dynos of four workers: p95 by a long run of the recursion (test/statistics/cells.ts). */
function split(load: number, p95: number): KnownLimit {
  return { name: `split-${load}`, rate: (5 * 4 * load) / SERVICE, document: document(5, 4, lognormal, p95) };
}

export const knownLimits: readonly KnownLimit[] = [
  mmc(1, 0.8),
  mmc(4, 0.6),
  mmc(4, 0.9),
  split(0.8, 0.4715708),
  split(0.9, 0.8272146),
];
