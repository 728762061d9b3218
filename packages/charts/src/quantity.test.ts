import { expect, it } from 'vitest';
import { atMost, change, duration, percent, rate } from './quantity.ts';

it.each([
  [0.51, '0.51 ms'],
  [408.4, '408 ms'],
  [999.6, '1 s'],
  [1234, '1.23 s'],
  [150_000, '2.5 min'],
])('%d ms are %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});

it.each([
  [67.99, 67],
  [0.0579, 0.057],
  [0, 0],
  [6.789, 6.7],
  [100, 100],
  [1239, 1230],
  [45_678, 45_600],
])('of %d not more than %d is promised', (value, promised) => {
  expect(atMost(value)).toBe(promised);
});

it('says rates, changes and shares as people do', () => {
  expect([rate(12_345), change(0.0106), change(-0.5), percent(0.1234)]).toEqual([
    '12,300/s',
    '+1.1 %',
    '−50.0 %',
    '12.3 %',
  ]);
});
