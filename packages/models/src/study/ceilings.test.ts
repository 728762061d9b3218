import { expect, it } from 'vitest';
import { ceilings } from './ceilings.ts';
import type { OfferedLoad } from './offered-load.ts';

type Used = Parameters<typeof ceilings>[2];

const profile = { cpu: { kind: 'parallel' }, slots: 1 } as Parameters<typeof ceilings>[1];

const load = {
  limits: [
    { resource: 'cpu', rate: 80 },
    { resource: 'pool', rate: 120 },
    { resource: 'workers', rate: Number.POSITIVE_INFINITY },
  ],
} as unknown as OfferedLoad;
const used = {
  offeredPerSecond: 60,
  throughputPerSecond: { value: 59, low: null, high: null },
  utilisation: { workers: { value: 0.3 }, cpu: { value: 0.79 }, database: { value: null } },
  memoryMb: { quota: 512, peak: 480 },
  database: { connections: { limit: 20, needed: 300, peak: 20, mean: { value: 14, low: null, high: null } } },
} as unknown as Used;

it('are in the order in which they are near, busy resources and amounts alike; what has no end is none', () => {
  expect(ceilings(load, profile, used)).toEqual([
    { ceiling: 'connections', share: 1, limit: 20, unit: '' },
    { ceiling: 'memory', share: 0.9375, limit: 512, unit: 'MB' },
    { ceiling: 'cpu', share: 0.79, limit: 80, unit: '/s' },
    { ceiling: 'pool', share: 0.5, limit: 120, unit: '/s' },
  ]);
});

it('of a closed loop are held against what it reaches; what nobody described is left out', () => {
  const closed = { ...used, offeredPerSecond: null, memoryMb: { quota: 512, peak: null }, database: null } as Used;
  expect(ceilings(load, profile, closed).map(({ ceiling, share }) => [ceiling, share])).toEqual([
    ['cpu', 0.79],
    ['pool', 0.4916667],
  ]);
});
