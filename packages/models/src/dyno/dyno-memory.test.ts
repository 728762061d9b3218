import { describe, expect, it } from 'vitest';
import type { Result } from '../measure/result.ts';
import { parseScenario, type Scenario } from '../scenario/scenario.ts';
import { replicate } from '../simulate.ts';
import { runStudy } from '../study/study.ts';
import { LOOK } from './dyno-memory.ts';

interface Wanted {
  readonly server: object;
  readonly web?: object;
  readonly duration?: string;
  readonly replications?: number;
  readonly rate?: string;
  readonly arrivals?: string;
  readonly phases?: readonly object[];
}

function scenario({ server, web = { dyno: 'standard-1x' }, duration = '4h', ...wanted }: Wanted): Scenario {
  const { replications = 2, rate = '5/s', arrivals = 'deterministic', phases = [{ wait: '50ms' }] } = wanted;
  const parsed = parseScenario({
    version: 1,
    web,
    server: { name: 'gunicorn', workers: 3, ...server },
    requests: [{ name: 'page', phases }],
    traffic: { arrivals, rate },
    run: { duration, replications },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

function study(of: Scenario): Result {
  return runStudy(of, replicate);
}

function result(server: object, web?: object, duration?: string): Result {
  return study(scenario({ server, ...(web ? { web } : {}), ...(duration ? { duration } : {}) }));
}

const memory = { master: '40MB', worker: '110MB', 'leak-per-request': '100KB' };

describe('a leak', () => {
  it('reaches the quota when arithmetic says, within two looks of the platform', () => {
    const { series } = result({ memory }, undefined, '1h');
    const free = 512 - 40 - 3 * 110;
    const seconds = free / (5 * (100 / 1024));
    const width = series!.t[1]! - series!.t[0]!;
    const found = series!.t[series!.memoryMb.findIndex((mb) => (mb ?? 0) > 512)]!;
    expect(found).toBeGreaterThan(seconds - width);
    expect(found).toBeLessThan(seconds + 40 + 2 * width);
  });

  it.each([1, 2, 3, 4, 5, 6])(
    'reaches R14 and R15 when arithmetic says, within a look and chance, replication %i',
    (n) => {
      const [master, worker, leak, rate] = [40, 110, 80 / 1024, 4];
      const server = { workers: 2, memory: { master: '40MB', worker: '110MB', 'leak-per-request': '80KB' } };
      const of = scenario({ server, arrivals: 'poisson', rate: `${rate}/s`, phases: [{ wait: '50ms' }] });
      const order = { replication: n, from: 0, to: 7200, end: 7200, untilAnswered: false, points: 0, seriesEnd: 7200 };
      const { firstR14, firstR15 } = replicate(of, order);
      for (const [time, limit] of [
        [firstR14, 512],
        [firstR15, 1024],
      ] as const) {
        const requests = (limit - master - 2 * worker) / leak;
        // The time of the nth arrival of a Poisson process is gamma distributed: its mean is n / rate, its sd sqrt(n) / rate.
        const [mean, chance] = [requests / rate, (4 * Math.sqrt(requests)) / rate];
        expect(time).toBeGreaterThan(mean - chance);
        expect(time).toBeLessThan(mean + chance + LOOK + 1);
      }
    },
  );

  it('says in how many runs R14 was seen, and no interval unless in all', () => {
    const poisson = { arrivals: 'poisson', rate: '4/s', replications: 8, duration: '655s' };
    const server = { workers: 2, memory: { master: '40MB', worker: '110MB', 'leak-per-request': '100KB' } };
    const { memoryMb } = study(scenario({ server, ...poisson }));
    const { r14Runs, r14AfterSeconds, r15Runs, r15AfterSeconds } = memoryMb!;
    expect(r14Runs).toBeGreaterThan(0);
    expect(r14Runs).toBeLessThan(8);
    expect(r14AfterSeconds).toMatchObject({ low: null, high: null });
    expect(r14AfterSeconds.value!).toBeGreaterThan(600);
    expect(r14AfterSeconds.value!).toBeLessThan(655);
    expect([r15Runs, r15AfterSeconds]).toEqual([0, { value: null, low: null, high: null }]);
    const all = study(scenario({ server, ...poisson, duration: '900s' })).memoryMb!;
    expect(all.r14Runs).toBe(8);
    expect(all.r14AfterSeconds.low).toBeLessThan(all.r14AfterSeconds.value!);
  });

  it('swaps (R14), is killed at twice the quota (R15) and begins again', () => {
    const { counts, memoryMb, errors } = result({ memory });
    expect(counts.R14).toBeGreaterThan(100);
    expect(counts.R15).toBeGreaterThan(3);
    expect(memoryMb!.peak!).toBeGreaterThan(1024);
    expect(memoryMb!.peak!).toBeLessThan(1100);
    expect(errors.codes['H13'] ?? 0).toBeLessThanOrEqual(3 * counts.R15);
  });

  it('is given back by workers that leave in time', () => {
    const { counts, memoryMb } = result({ memory, 'max-requests': 400, 'max-requests-jitter': 50 });
    expect(counts.recycle).toBeGreaterThan(150);
    expect([counts.R14, counts.R15]).toEqual([0, 0]);
    expect(memoryMb!.peak!).toBeLessThan(512);
  });

  it('makes the kernel kill the largest worker where there is no swap, never the dyno', () => {
    const { counts, memoryMb } = result({ memory }, { dyno: 'private-s' });
    expect(counts.memoryKill).toBeGreaterThan(3);
    expect(counts.R15).toBe(0);
    expect(memoryMb!.peak!).toBeLessThan(1024 + 1);
  });
});

describe('workers that do not fit', () => {
  it('are said before anything runs', () => {
    const { notes } = result({ workers: 5, memory: { master: '40MB', worker: '120MB' } }, undefined, '1min');
    expect(notes).toContain('5 workers need about 640 MB of 512 MB: R14 from the start; 3 fit');
  });

  it('are left out by workers: fit', () => {
    const { scenario } = result({ workers: 'fit', memory }, { dyno: 'standard-2x' }, '1min');
    expect(scenario.server).toMatchObject({ workers: 8 });
  });
});

it('shares the pages of a preloaded app until requests dirty them', () => {
  const peak = (preload: boolean, duration: string) =>
    result({ memory: { worker: '100MB' }, preload }, undefined, duration).memoryMb!.peak!;
  expect(peak(false, '1min')).toBeCloseTo(300, 0);
  expect(peak(true, '1min')).toBeLessThan(130);
  expect(peak(true, '1h')).toBeGreaterThan(290);
});
