import { describe, expect, it } from 'vitest';
import { parseScenario } from '../scenario/scenario.ts';
import { offeredLoad } from './offered-load.ts';
import { shortestWarmup } from './transient.ts';

/** Of one worker with a mean service of 1 s [s]. */
function warmup(load: number, server: object = {}): number {
  const parsed = parseScenario({
    version: 1,
    web: { cores: 1 },
    server: { name: 'gunicorn', workers: 1, overhead: '0ms', ...server },
    requests: [{ name: 'page', phases: [{ wait: { exponential: { mean: '1s' } } }] }],
    traffic: { rate: `${load}/s` },
    router: { generation: 'none' },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return shortestWarmup(parsed.value, offeredLoad(parsed.value));
}

describe('the warm-up by theory', () => {
  it('is four services and four time constants of the queue', () => {
    expect(warmup(0.25)).toBeCloseTo(4 * (1 + 2 / (2.8 * 0.25)), 9);
    expect(warmup(0.81)).toBeCloseTo(4 * (1 + 2 / (2.8 * 0.01)), 6);
  });

  it('has no end where the load is 1 and the queue takes everybody in', () => {
    expect(warmup(1)).toBe(Number.POSITIVE_INFINITY);
  });

  it('has one where the queue refuses, under overload too: the less room, the shorter', () => {
    const refusing = (load: number, backlog: number) => warmup(load, { backlog, 'when-full': 'refuse' });
    expect(refusing(1, 5)).toBeLessThan(refusing(1, 50));
    expect(refusing(1, 50)).toBeLessThan(refusing(1, 500));
    expect(refusing(1.5, 5)).toBeLessThan(refusing(1.1, 5));
    expect(refusing(1.21, 1000)).toBeCloseTo(4 * (1 + 2 / (2.8 * 0.01)), 0);
  });
});
