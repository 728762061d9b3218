import { MD1, MDc } from '@dynosim/sim-core';
import { describeAgreement } from './agreement.ts';
import { SERVICE, type Station } from './simulated.ts';

const CONSTANT = { constant: '100ms' };

function means({ workers, load }: Station): Record<string, number> {
  const queue = new MDc({ servers: workers, arrivalRate: (workers * load) / SERVICE, serviceTime: SERVICE });
  return {
    'latencyMs.mean': 1000 * queue.meanResponse,
    'queueMs.mean': 1000 * queue.meanWait,
    'queueMs.fraction': queue.waitProbability,
    'utilisation.workers': queue.utilisation,
  };
}

function quantiles(load: number): Record<string, number> {
  const queue = new MD1(load / SERVICE, SERVICE);
  return {
    'latencyMs.p95': 1000 * queue.responseQuantile(0.95),
    'latencyMs.p99': 1000 * queue.responseQuantile(0.99),
    'queueMs.p90': 1000 * queue.waitQuantile(0.9),
    'queueMs.p95': 1000 * queue.waitQuantile(0.95),
    'queueMs.p99': 1000 * queue.waitQuantile(0.99),
  };
}

for (const load of [0.5, 0.9]) {
  const station = { workers: 1, load, service: CONSTANT };
  describeAgreement(`M/D/1 at load ${load}`, station, { ...means(station), ...quantiles(load) });
}

for (const [workers, load] of [
  [4, 0.7],
  [10, 0.9],
] as const) {
  const station = { workers, load, service: CONSTANT };
  describeAgreement(`M/D/${workers} at load ${load}`, station, means(station));
}

const split = { dynos: 5, workers: 3, load: 0.8, service: CONSTANT };
describeAgreement('5 dynos of M/D/3 at load 0.8', split, means(split));
