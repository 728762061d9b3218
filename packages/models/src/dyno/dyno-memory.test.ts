import { describe, expect, it } from 'vitest';
import { parseScenario } from '../scenario/scenario.ts';
import { replicate } from '../simulate.ts';
import { runStudy } from '../study/study.ts';

function result(server: object, web: object = { dyno: 'standard-1x' }, duration = '4h') {
  const scenario = parseScenario({
    version: 1,
    web,
    server: { name: 'gunicorn', workers: 3, ...server },
    requests: [{ name: 'page', phases: [{ wait: '50ms' }] }],
    traffic: { arrivals: 'deterministic', rate: '5/s' },
    run: { duration, replications: 2 },
  });
  if (!scenario.ok) throw new Error(JSON.stringify(scenario.problems));
  return runStudy(scenario.value, replicate);
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
