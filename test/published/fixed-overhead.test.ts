import { parseScenario, replicate, runStudy } from '@dynosim/models';
import { expect, it } from 'vitest';

/**
 * Marc Rochkind, 2013: a request computes 50 ms and sleeps 250 ms on one Heroku dyno that showed four cores; a closed
 * loop of up to 20 clients. Unicorn with 3 workers answered 9.28/s (median of 6 to 20 clients, second run), so a worker was
 * held 23.3 ms longer than the app asked for. That is the only thing taken from the measurement.
 */
const OVERHEAD = 3 / 9.28 - 0.3;

function rate(server: object): number {
  const parsed = parseScenario({
    version: 1,
    web: { cores: 4 },
    server: { backlog: 1024, ...server },
    requests: [{ name: 'request', phases: [{ cpu: '50ms' }, { wait: '250ms' }] }],
    traffic: { clients: 18, think: '50ms' },
    router: { generation: 'none' },
    run: { duration: '300s', window: ['10s', '290s'], replications: 1 },
  });
  if (!parsed.ok) throw new Error(parsed.problems[0]!.rule);
  return runStudy(parsed.value, replicate).throughputPerSecond.value!;
}

const overhead = `${1000 * OVERHEAD}ms`;

it.each([
  ['Unicorn 3, on which it was set', { name: 'unicorn', workers: 3, overhead }, 9.28, 0],
  ['Unicorn 4', { name: 'unicorn', workers: 4, overhead }, 12.41, -0.3],
  ['Puma 1 x 16 if all of it needs the lock', { name: 'puma', threads: 16, version: '5.6', overhead }, 16.415, -17],
  ['Puma 1 x 16 if none of it does', { name: 'puma', threads: 16, version: '5.6', overhead: '0ms' }, 16.415, 22],
])('%s', (_, server, measured, error) => {
  expect(Math.abs((100 * (rate(server) - measured)) / measured - error)).toBeLessThan(0.7);
});
