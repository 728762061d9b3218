import { parseScenario, type Result, replicate, runStudy } from '@dynosim/models';
import { MMc, MMcK } from '@dynosim/sim-core';
import { describeFigures } from './agreement.ts';
import { EXPONENTIAL, SERVICE } from './simulated.ts';

/** The same mean as SERVICE, far from exponential. */
const HYPEREXPONENTIAL = { hyperexponential: { mean: '100ms', cv: 2 } };

/** Queries alone: an event loop that takes any number of them, and a database described by `database`. */
function simulate(rate: number, database: object, query: object = EXPONENTIAL): Result {
  const parsed = parseScenario({
    version: 1,
    web: { cores: 1 },
    server: { name: 'uvicorn', workers: 1, overhead: '0ms', 'wake-up': '0ms' },
    requests: [{ name: 'request', phases: [{ db: query }] }],
    traffic: { rate: `${rate}/s` },
    database: { connect: '1us', ...database },
    router: { generation: 'none' },
    run: { precision: '3%', seed: 'theory' },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return runStudy(parsed.value, replicate);
}

for (const [connections, load] of [
  [1, 0.7],
  [4, 0.8],
] as const) {
  const arrivalRate = (connections * load) / SERVICE;
  const queue = new MMc({ servers: connections, arrivalRate, serviceTime: SERVICE });
  const response = {
    'latencyMs.mean': 1000 * queue.meanResponse,
    'latencyMs.p95': 1000 * queue.responseQuantile(0.95),
  };
  const pool = { pool: connections, client: 'node-pg' };
  describeFigures(`a pool of ${connections} is M/M/${connections}, load ${load}`, () => simulate(arrivalRate, pool), {
    ...response,
    'database.poolMs.mean': 1000 * queue.meanWait,
    'database.poolMs.fraction': queue.waitProbability,
  });
  const pgbouncer = { client: 'django', pgbouncer: { connections, timeout: '1h' } };
  const run = (): Result => simulate(arrivalRate, pgbouncer);
  describeFigures(`PgBouncer with ${connections} is M/M/${connections}, load ${load}`, run, {
    ...response,
    'utilisation.database': load,
  });
  describeFigures(
    `a database of ${connections} cores has their mean, load ${load}`,
    () => {
      return simulate(arrivalRate, { client: 'django', cores: connections });
    },
    { 'latencyMs.mean': 1000 * queue.meanResponse, 'utilisation.database': load },
  );
}

const ps = (): Result => simulate(7, { client: 'django', cores: 1 }, HYPEREXPONENTIAL);
describeFigures('a database of one core is M/G/1-PS: the mean knows no distribution', ps, {
  'latencyMs.mean': (1000 * SERVICE) / (1 - 0.7),
});

for (const query of [EXPONENTIAL, HYPEREXPONENTIAL]) {
  const loss = new MMcK({ servers: 5, arrivalRate: 40, serviceTime: SERVICE }, 5);
  const run = (): Result => simulate(40, { client: 'django', connections: 5 }, query);
  describeFigures(`a plan of 5 connections without a pool loses as Erlang says: ${JSON.stringify(query)}`, run, {
    'errors.rate': loss.blocking,
    'database.connections.mean': 5 * loss.utilisation,
    'latencyOkMs.mean': 1000 * SERVICE,
  });
}
