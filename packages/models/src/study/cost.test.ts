import { expect, it } from 'vitest';
import { findDyno } from '../catalogue/dynos.ts';
import { steadyCpu } from '../dyno/cpu-conditions.ts';
import { cost } from './cost.ts';

const machine = (name: string, count: number) => ({
  count,
  dyno: findDyno(name),
  cores: 1,
  cpu: steadyCpu(1),
  speed: 1,
  memory: undefined,
});

it('is the list price of all dynos, for a month and for the time that was simulated', () => {
  expect(cost(machine('standard-2x', 4), 3600)).toEqual({ perMonthUsd: 200, forRunUsd: 0.2777778 });
  expect(cost(machine('performance-l', 1), 720 * 3600)).toEqual({ perMonthUsd: 500, forRunUsd: 500 });
  expect(cost(machine('free', 1), 60)).toEqual({ perMonthUsd: 0, forRunUsd: 0 });
});

it('is not known of a machine without a price', () => {
  expect(cost(machine('my own', 1), 60)).toBeNull();
});
