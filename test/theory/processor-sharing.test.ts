import { expectation, MM1Ps, mg1PsMeanResponse, stationary } from '@dynosim/sim-core';
import { describeAgreement } from './agreement.ts';
import { rate, SERVICE, type Station } from './simulated.ts';

/** As many workers as are ever needed: then nobody waits for one, and only the core is shared. */
const PLENTY = 100;

for (const load of [0.5, 0.8]) {
  const queue = new MM1Ps(load / SERVICE, SERVICE);
  describeAgreement(
    `M/M/1 with processor sharing at load ${load}`,
    { workers: PLENTY, cores: 1, load },
    {
      'latencyMs.mean': 1000 * queue.meanResponse,
      'latencyMs.p50': 1000 * queue.responseQuantile(0.5),
      'latencyMs.p95': 1000 * queue.responseQuantile(0.95),
      'latencyMs.p99': 1000 * queue.responseQuantile(0.99),
      'utilisation.cpu': load,
      'load.mean': load / (1 - load),
    },
  );
}

describeAgreement(
  'M/G/1 with processor sharing, lognormal of cv 2, at load 0.7',
  { workers: PLENTY, cores: 1, load: 0.7, service: { lognormal: { mean: '100ms', cv: 2 } } },
  { 'latencyMs.mean': 1000 * mg1PsMeanResponse(7, SERVICE), 'utilisation.cpu': 0.7, 'load.mean': 0.7 / (1 - 0.7) },
);

/** Workers and cores both scarce: with exponential work the number inside is that of M/M/cores. */
function limited(station: Station & { readonly cores: number }): Record<string, number> {
  const { workers, cores } = station;
  const arrivalRate = rate(station);
  const inside = stationary(
    2000,
    () => arrivalRate,
    (n) => Math.min(n, cores) / SERVICE,
  );
  const mean = (of: (n: number) => number): number => expectation(inside, of);
  return {
    'latencyMs.mean': (1000 * mean((n) => n)) / arrivalRate,
    'queueMs.mean': (1000 * mean((n) => Math.max(0, n - workers))) / arrivalRate,
    'queueMs.fraction': mean((n) => (n >= workers ? 1 : 0)),
    'utilisation.cpu': mean((n) => Math.min(n, cores)) / cores,
    'utilisation.workers': mean((n) => Math.min(n, workers)) / workers,
    'load.mean': mean((n) => Math.min(n, workers)),
  };
}

for (const station of [
  { workers: 3, cores: 1, load: 0.8 },
  { workers: 5, cores: 2, load: 0.8, dynos: 3 },
]) {
  const { workers, cores, load, dynos = 1 } = station;
  const title = `${workers} workers on ${cores} cores, ${dynos} dynos, at load ${load}`;
  describeAgreement(title, station, limited({ ...station, dynos: 1 }));
}
