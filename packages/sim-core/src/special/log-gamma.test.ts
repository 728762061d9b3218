import { describe, expect, it } from 'vitest';
import { logGamma } from './log-gamma.ts';

describe('logGamma', () => {
  it('is the logarithm of (n - 1)! for whole numbers', () => {
    let factorial = 1;
    for (let n = 2; n < 100; n++) {
      factorial *= n - 1;
      expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 10);
    }
  });

  it('is log(sqrt(pi)) at 1/2', () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
  });
});
