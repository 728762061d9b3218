import { expect, it } from 'vitest';
import { parseScenario } from '../scenario/scenario.ts';
import { offeredLoad } from './offered-load.ts';
import { shortestWarmup } from './transient.ts';

/** One worker that can do 10 requests a second. */
function warmup(rate: string, server: object = {}): number {
  const parsed = parseScenario({
    ...{ version: 1, web: { cores: 1 }, traffic: { rate }, server: { name: 'gunicorn', overhead: '0ms', ...server } },
    requests: [{ name: 'page', phases: [{ wait: { exponential: { mean: '100ms' } } }] }],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return shortestWarmup(parsed.value, offeredLoad(parsed.value));
}

it('is four time constants, longer towards full load', () => {
  const constant = 0.1 + 2 / (28 * (1 - Math.sqrt(0.5)) ** 2);
  expect(warmup('5/s')).toBeCloseTo(4 * constant, 9);
  expect(warmup('9.9/s')).toBeGreaterThan(1000);
});

it('has an end where a full queue refuses, at any load', () => {
  const refusing = { 'when-full': 'refuse', backlog: 8 };
  // The spectrum of M/M/1/10: at a load of 1 the slowest decay is 2 (1 - cos(pi / 11)) of the service rate.
  expect(warmup('10/s', refusing)).toBeCloseTo(4 * (0.1 + 2 / (28 * 2 * (1 - Math.cos(Math.PI / 11)))), 9);
  // At a load of 2 ten places are full after the time of ten services.
  expect(warmup('20/s', refusing)).toBeGreaterThan(1);
  expect(warmup('20/s', refusing)).toBeLessThan(4);
});
