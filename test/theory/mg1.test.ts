import { mg1MeanResponse, mg1MeanWait } from '@dynosim/sim-core';
import { describeAgreement } from './agreement.ts';
import { SERVICE } from './simulated.ts';

/** The mean by Pollaczek and Khinchine; the percentiles by the compound geometric sum of Beneš, put on a grid. */
function exact(load: number, cv: number, percentiles: Readonly<Record<string, number>>): Record<string, number> {
  const station = { arrivalRate: load / SERVICE, serviceTime: SERVICE, cv };
  return {
    'latencyMs.mean': 1000 * mg1MeanResponse(station),
    'queueMs.mean': 1000 * mg1MeanWait(station),
    'queueMs.fraction': load,
    'utilisation.workers': load,
    ...percentiles,
  };
}

const lognormal = { lognormal: { mean: '100ms', cv: 1 } };
describeAgreement(
  'M/G/1, lognormal of cv 1, at load 0.7',
  { workers: 1, load: 0.7, service: lognormal },
  exact(0.7, 1, {
    'latencyMs.p50': 213.2,
    'latencyMs.p95': 1041,
    'latencyMs.p99': 1678,
    'queueMs.p95': 920.5,
    'queueMs.p99': 1556,
  }),
);

const mixture = {
  mixture: [
    { weight: 0.887298, exponential: { mean: '56.3507ms' } },
    { weight: 0.112702, exponential: { mean: '443.65ms' } },
  ],
};
describeAgreement(
  'M/G/1, mixture of two exponentials of cv 2, at load 0.7',
  { workers: 1, load: 0.7, service: mixture },
  exact(0.7, 2, {
    'latencyMs.p50': 290.6,
    'latencyMs.p95': 2572,
    'latencyMs.p99': 4181,
    'queueMs.p95': 2438,
    'queueMs.p99': 4048,
  }),
);

describeAgreement(
  '8 dynos of M/G/1, lognormal of cv 1, at load 0.8',
  { dynos: 8, workers: 1, load: 0.8, service: lognormal },
  exact(0.8, 1, {
    'latencyMs.p50': 325.6,
    'latencyMs.p95': 1553,
    'latencyMs.p99': 2450,
    'queueMs.p95': 1441,
    'queueMs.p99': 2337,
  }),
);
