import { parseScenario, type Scenario } from '@dynosim/models';
import { MM1Ps, MMc } from '@dynosim/sim-core';

/** Differences B less A [s]. */
export interface PairTruth {
  readonly meanMs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

/** Two designs to compare, and what is exactly known of their difference [ms]. */
export interface PairCell {
  readonly name: string;
  readonly truth: PairTruth | undefined;
  readonly scenarios: (seed: string, precision: string) => { readonly a: Scenario; readonly b: Scenario };
}

interface Responses {
  readonly meanResponse: number;
  responseQuantile(p: number): number;
}

const SERVICE = 0.1;
const RATE = (4 * 0.8) / SERVICE;

function scenario(parts: object, seed: string, precision: string): Scenario {
  const parsed = parseScenario({
    version: 1,
    requests: [{ name: 'request', phases: [{ wait: { exponential: { mean: '100ms' } } }] }],
    traffic: { rate: `${RATE}/s` },
    router: { generation: 'none' },
    run: { precision, seed },
    ...parts,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

const server = (workers: number): object => {
  return { name: 'gunicorn', workers, overhead: '0ms', timeout: '1h', backlog: 1_000_000 };
};

function truth(a: Responses, b: Responses): PairTruth {
  const quantile = (p: number): number => 1000 * (b.responseQuantile(p) - a.responseQuantile(p));
  const meanMs = 1000 * (b.meanResponse - a.meanResponse);
  return { meanMs, p50Ms: quantile(0.5), p95Ms: quantile(0.95), p99Ms: quantile(0.99) };
}

/** Four against five workers, exponential service, load 0.8 for four. */
function workers(): PairCell {
  const queue = (servers: number): MMc => new MMc({ servers, arrivalRate: RATE, serviceTime: SERVICE });
  const design = (count: number) => ({ web: { cores: count }, server: server(count) });
  return {
    name: '4-5-workers',
    truth: truth(queue(4), queue(5)),
    scenarios: (seed, precision) => ({
      a: scenario(design(4), seed, precision),
      b: scenario(design(5), seed, precision),
    }),
  };
}

/** One core shared by all, and the same core a tenth faster. */
function speeds(): PairCell {
  const rate = 0.8 / SERVICE;
  const design = (speed: number) => ({
    web: { cores: 1, speed },
    server: server(100),
    requests: [{ name: 'request', phases: [{ cpu: { exponential: { mean: '100ms' } } }] }],
    traffic: { rate: `${rate}/s` },
  });
  return {
    name: 'faster-core',
    truth: truth(new MM1Ps(rate, SERVICE), new MM1Ps(rate, SERVICE / 1.1)),
    scenarios: (seed, precision) => ({
      a: scenario(design(1), seed, precision),
      b: scenario(design(1.1), seed, precision),
    }),
  };
}

/** Four Standard-2X against two Performance-M, the same demands: nothing is exactly known. */
function dynoTypes(): PairCell {
  const design = (dyno: string, count: number) => ({
    web: { dyno, count },
    cpu: { 'measured-on': 'standard-2x' },
    server: { name: 'gunicorn', workers: 4 },
    requests: [
      {
        name: 'page',
        phases: [{ cpu: { lognormal: { mean: '40ms', cv: 1 } } }, { wait: { lognormal: { mean: '60ms', cv: 1 } } }],
      },
    ],
    traffic: { rate: '75/s' },
    router: { generation: 'legacy' },
  });
  return {
    name: '4-standard-2x-2-performance-m',
    truth: undefined,
    scenarios: (seed, precision) => ({
      a: scenario(design('standard-2x', 4), seed, precision),
      b: scenario(design('performance-m', 2), seed, precision),
    }),
  };
}

export const pairs: readonly PairCell[] = [workers(), speeds(), dynoTypes()];
