import { expect, it } from 'vitest';
import { spreadOut, timeAxis } from './time-axis.ts';

const ticks = (values: readonly number[]) =>
  (timeAxis(values, 300).encoding as { axis: { values: number[] } }).axis.values;

it('goes from one round number to another', () => {
  expect(ticks([63, 410, 1900])).toEqual([50, 100, 200, 500, 1000, 2000]);
  expect(ticks([100, 100])).toEqual([100, 200]);
  expect(ticks([0.03, 0.3])).toEqual([0.02, 0.05, 0.1, 0.2, 0.5]);
});

it('shows powers of ten alone where there are many, and something where there is nothing', () => {
  expect(ticks([0.02, 30_000])).toEqual([0.1, 1, 10, 100, 1000, 10_000]);
  expect(ticks([])).toEqual([1, 2, 5, 10]);
});

it('has a place for a value as the picture has', () => {
  const { at } = timeAxis([10, 1000], 300);
  expect([at(10), at(100), at(1000)].map(Math.round)).toEqual([300, 150, 0]);
});

it('moves names apart without changing their order, and not out of the picture', () => {
  expect(spreadOut([100, 105, 20], 17, 300)).toEqual([100, 117, 20]);
  expect(spreadOut([290, 295, 298], 17, 300)).toEqual([266, 283, 300]);
  expect(spreadOut([], 17, 300)).toEqual([]);
});
