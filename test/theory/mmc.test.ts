import { MMc } from '@dynosim/sim-core';
import { describeAgreement } from './agreement.ts';
import { SERVICE, type Station } from './simulated.ts';

/** What a dyno with its share of a random split, or the only one, must show. */
function exact({ workers, load }: Station): Record<string, number> {
  const queue = new MMc({ servers: workers, arrivalRate: (workers * load) / SERVICE, serviceTime: SERVICE });
  return {
    'latencyMs.mean': 1000 * queue.meanResponse,
    'latencyMs.p50': 1000 * queue.responseQuantile(0.5),
    'latencyMs.p95': 1000 * queue.responseQuantile(0.95),
    'latencyMs.p99': 1000 * queue.responseQuantile(0.99),
    'queueMs.mean': 1000 * queue.meanWait,
    'queueMs.p95': 1000 * queue.waitQuantile(0.95),
    'queueMs.p99': 1000 * queue.waitQuantile(0.99),
    'queueMs.fraction': queue.waitProbability,
    'utilisation.workers': queue.utilisation,
  };
}

for (const load of [0.3, 0.7, 0.9]) {
  const station = { workers: 1, load };
  describeAgreement(`M/M/1 at load ${load}`, station, exact(station));
}

for (const [workers, load] of [
  [2, 0.7],
  [4, 0.9],
  [10, 0.8],
] as const) {
  const station = { workers, load };
  describeAgreement(`M/M/${workers} at load ${load}`, station, exact(station));
}

for (const [dynos, workers, load] of [
  [10, 2, 0.7],
  [5, 4, 0.9],
  [20, 1, 0.5],
] as const) {
  const station = { dynos, workers, load };
  describeAgreement(`${dynos} dynos of M/M/${workers} at load ${load}`, station, exact(station));
}
