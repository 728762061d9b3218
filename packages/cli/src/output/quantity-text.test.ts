import { describe, expect, it } from 'vitest';
import { durationFigure, durationText, inOne, percentText, rateText, significant } from './quantity-text.ts';

describe('numbers for people', () => {
  it.each([
    [0, '0'],
    [0.63, '0.630'],
    [9.9999, '10.0'],
    [59.96, '60.0'],
    [999.4, '999'],
    [999.6, '1,000'],
    [30299, '30,300'],
    [1234567, '1,230,000'],
    [1e-9, 'almost 0'],
    [Number.NaN, 'unknown'],
    [Number.POSITIVE_INFINITY, 'unknown'],
  ])('%d is %s', (value, text) => {
    expect(significant(value)).toBe(text);
  });

  it('have the unit that suits their size', () => {
    expect([0.5, 212.3, 999.6, 4636, 505_000, 1e7].map(durationText)).toEqual([
      '0.500 ms',
      '212 ms',
      '1.00 s',
      '4.64 s',
      '8.42 min',
      '2.78 h',
    ]);
    expect(percentText(0.7537)).toBe('75.4 %');
    expect(rateText(79.499)).toBe('79.5/s');
  });

  it('have an interval in the same unit, never below 0, and none where there is none', () => {
    expect(inOne(durationFigure({ value: 1500, low: 900, high: 2100 }))).toBe('1.50 s (0.900 to 2.10)');
    expect(inOne(durationFigure({ value: 1, low: -1, high: 3 }))).toBe('1.00 ms (0 to 3.00)');
    expect(inOne(durationFigure({ value: 5, low: null, high: null }))).toBe('5.00 ms');
    expect(inOne(durationFigure({ value: 5, low: 5, high: 5 }))).toBe('5.00 ms');
    expect(inOne(durationFigure({ value: 5, low: 4, high: Number.POSITIVE_INFINITY }))).toBe('5.00 ms (over 4.00)');
    expect(inOne(durationFigure({ value: null, low: null, high: null }))).toBe('none');
  });
});
