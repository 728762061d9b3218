import { MMcK } from '@dynosim/sim-core';
import { describeAgreement } from './agreement.ts';
import { rate, SERVICE, type Station } from './simulated.ts';

/** In service, in the backlog, and one more: a listening socket holds backlog + 1 connections (listen(2)). */
function exact(station: Station & { readonly backlog: number }): Record<string, number> {
  const { workers, backlog } = station;
  const arrivalRate = rate(station);
  const queue = new MMcK({ servers: workers, arrivalRate, serviceTime: SERVICE }, workers + backlog + 1);
  return {
    'errors.rate': queue.blocking,
    throughputPerSecond: queue.throughput,
    goodputPerSecond: queue.throughput,
    'latencyOkMs.mean': 1000 * queue.meanResponse,
    'queueMs.mean': 1000 * queue.meanWait,
    'queueMs.fraction': queue.waitProbability,
    'utilisation.workers': queue.utilisation,
  };
}

for (const [workers, backlog, load] of [
  [1, 3, 0.8],
  [2, 7, 0.9],
  [4, 19, 1.2],
] as const) {
  const station = { workers, backlog, load, precision: '2%' };
  describeAgreement(`M/M/${workers}/${workers + backlog + 1} at load ${load}`, station, exact(station));
}
