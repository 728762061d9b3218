import { describe, expect, it } from 'vitest';
import type { Result } from '../measure/result.ts';
import { parseScenario } from '../scenario/scenario.ts';
import { replicate } from '../simulate.ts';
import { runStudy } from './study.ts';

/** Four workers; a request holds one for 80 ms, 20 ms of it on the CPU. */
function result(changes: {
  cores?: number;
  server?: object;
  traffic: object;
  demands?: object[];
  database?: object;
  run?: object;
}): Result {
  const { cores = 4, server, traffic, database, run } = changes;
  const varying = (mean: string): object => ({ lognormal: { mean, cv: 1 } });
  const parsed = parseScenario({
    version: 1,
    web: { cores },
    server: { name: 'gunicorn', workers: 4, overhead: '0ms', ...server },
    requests: [{ name: 'page', phases: changes.demands ?? [{ cpu: varying('20ms') }, { wait: varying('60ms') }] }],
    traffic,
    ...(database && { database }),
    router: { generation: 'none' },
    run: { precision: '20%', 'max-requests': 1_000_000, ...run },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return runStudy(parsed.value, replicate);
}

describe('saturated', () => {
  it('is an app whose workers share a core, between its bounds and what it can carry', () => {
    const { verdict, sustainableRate, growthPerSecond, bottleneck } = result({ cores: 1, traffic: { rate: '42/s' } });
    expect(verdict).toBe('saturated');
    // Machine repair with 4 machines and 1 repairman: 50/s x (1 - Erlang's loss of 4 servers at load 3).
    expect(sustainableRate).toBeCloseTo(50 * (1 - 3.375 / 16.375), 3);
    expect(bottleneck!.limitPerSecond).toBe(sustainableRate);
    expect(growthPerSecond).toBeGreaterThan(1.5);
    expect(growthPerSecond).toBeLessThan(3.5);
  });

  it('is also an app whose demands never vary, whatever theory says', () => {
    const { verdict, sustainableRate } = result({
      cores: 1,
      demands: [{ cpu: '20ms' }, { wait: '60ms' }],
      traffic: { rate: '42/s' },
    });
    expect(verdict).toBe('saturated');
    expect(sustainableRate).toBeGreaterThan(36);
    expect(sustainableRate).toBeLessThan(40);
  });

  it('is an app whose short listen queue only hides that it is overloaded', () => {
    const { verdict, growthPerSecond, sustainableRate } = result({
      server: { backlog: 8 },
      traffic: { rate: '70/s', timeout: '5s' },
    });
    expect(verdict).toBe('saturated');
    // Less than 50: workers accept connections whose requests were dropped at the full queue, and wait for them.
    expect(sustainableRate).toBeGreaterThan(44);
    expect(sustainableRate).toBeLessThan(49.5);
    expect(growthPerSecond).toBeGreaterThan(15);
  });

  it('is an app whose clients send everything again, at a rate of first attempts that it could carry', () => {
    const retries = { attempts: 3, backoff: '100ms' };
    const storm = result({ traffic: { rate: '48/s', timeout: '300ms', retries } });
    expect(storm.verdict).toBe('saturated');
    expect(storm.sustainableRate).toBeGreaterThan(50 / 4 - 1);
    expect(storm.sustainableRate).toBeLessThan(48);
    expect(storm.notes.join()).toContain('if every request failed, its retries would make 192/s of it, and 50/s');
  });

  it('is an app whose clients leave their work behind', () => {
    const { verdict, sustainableRate } = result({ traffic: { rate: '55/s', timeout: '1s' } });
    expect([verdict, sustainableRate]).toEqual(['saturated', 50]);
  });

  it('is an app that kills workers, if killing does not help: the rate is the one without those that died', () => {
    const killing = result({
      server: { timeout: '2s', boot: '3s' },
      demands: [{ wait: { exponential: { mean: '1s' } } }],
      traffic: { rate: '6/s' },
    });
    expect(killing.verdict).toBe('saturated');
    // Of exp(-2) to exp(-3), in the mean 8.6 %, the worker dies after 2.4 s and is away for 3.08 s.
    expect(killing.sustainableRate).toBeCloseTo((4 * 0.914) / (0.914 + 0.086 * 3.08), 0);
    expect(killing.utilisation.workers.value).toBeGreaterThan(0.98);
  });
});

describe('not saturated', () => {
  it('is an app whose threads soon give up on a connection', () => {
    const { verdict, errors } = result({
      server: { name: 'puma', workers: 1, threads: 10 },
      demands: [{ db: { exponential: { mean: '50ms' } } }],
      database: { pool: 1, 'checkout-timeout': '100ms', connect: '1ms' },
      traffic: { rate: '24/s' },
    });
    expect(verdict).toBe('ok');
    expect(errors.rate.value).toBeGreaterThan(0.2);
  });

  it('is an app just below what it can carry', () => {
    const { verdict, latencyMs, bottleneck } = result({ cores: 1, traffic: { rate: '36/s' } });
    expect(verdict).toBe('ok');
    expect(latencyMs.p95.value).toBeGreaterThan(0);
    expect(bottleneck!.limitPerSecond).toBeCloseTo(39.69466, 4);
  });

  it('is a queue that refuses, long as it may be', () => {
    const refusing = { 'when-full': 'refuse', backlog: 200 };
    const { verdict, errors } = result({ cores: 1, server: refusing, traffic: { rate: '44/s' } });
    expect(verdict).toBe('ok');
    expect(errors.rate.value).toBeCloseTo(1 - 39.69 / 44, 2);
  });

  it('is a closed loop', () => {
    const { verdict, throughputPerSecond } = result({ cores: 1, traffic: { clients: 40 } });
    expect(verdict).toBe('ok');
    expect(throughputPerSecond.value).toBeCloseTo(39.69, 0);
  });

  it('is a short listen queue that loses impatient clients at a load below 1', () => {
    const { verdict, errors } = result({ server: { backlog: 2 }, traffic: { rate: '40/s', timeout: '500ms' } });
    expect(verdict).toBe('ok');
    expect(errors.rate.value).toBeGreaterThan(0.01);
  });

  it('are bursts that are too much as long as they last', () => {
    const bursts = { arrivals: 'on-off', on: { rate: '90/s', for: '60s' }, off: { rate: '5/s', for: '240s' } };
    expect(result({ traffic: bursts }).verdict).toBe('ok');
  });

  it('is an overload that killing workers ends', () => {
    const demands = [{ wait: { hyperexponential: { mean: '1s', cv: 4 } } }];
    const helped = result({ server: { timeout: '2s', boot: '0s' }, demands, traffic: { rate: '4.1/s' } });
    expect(helped.verdict).toBe('ok');
    expect(helped.bottleneck!.limitPerSecond).toBeGreaterThan(4.1);
  });
});
