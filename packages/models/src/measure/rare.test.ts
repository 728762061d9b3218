import { describe, expect, it } from 'vitest';
import { rareMean, rareShare } from './rare.ts';

const nothing = { value: 0, low: 0, high: 0 };

describe('rare events', () => {
  it('none in 1000: the share may still be 3.69 in 1000', () => {
    expect(rareShare(nothing, 0, 1000).high).toBeCloseTo(3.6889e-3, 6);
  });

  it('four in 1000: 1.09 to 10.24 in 1000, the limits of Garwood', () => {
    const share = rareShare({ value: 0.004, low: 0.003, high: 0.005 }, 4, 1000);
    expect(share.low).toBeCloseTo(1.0899e-3, 6);
    expect(share.high).toBeCloseTo(10.2416e-3, 6);
  });

  it('many events, or one replication, leave the interval as it is', () => {
    const known = { value: 0.1, low: 0.09, high: 0.11 };
    expect(rareShare(known, 100, 1000)).toBe(known);
    expect(rareShare({ value: 0, low: null, high: null }, 0, 1000)).toEqual({ value: 0, low: null, high: null });
  });

  it('a mean of waits that nobody had is bounded by the share that may have waited for so long', () => {
    expect(rareMean(nothing, 0, 1000, 0.1).high).toBeCloseTo(3.6889e-4, 7);
  });

  it('one wait of 1 s in 1000 requests says little about the mean wait', () => {
    const { high } = rareMean({ value: 0.001, low: -0.001, high: 0.003 }, 1, 1000, 0.1);
    expect(high).toBeCloseTo((5.5716 / 1000) * (1 / 0.0253178), 3);
  });
});
