import { describe, expect, it } from 'vitest';
import { uniformChoice } from './integers.ts';
import { UniformStream } from './uniform-stream.ts';

describe('uniformChoice', () => {
  it('takes each of 0 .. 19 as often, chi-square of 200,000 choices, |z| < 4', () => {
    const stream = new UniformStream('routing');
    const counts = new Array<number>(20).fill(0);
    for (let i = 0; i < 200_000; i++) counts[uniformChoice(stream, 20)]!++;
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(Math.abs(chiSquare - 19) / Math.sqrt(2 * 19)).toBeLessThan(4);
  });

  it('uses exactly one uniform', () => {
    const stream = new UniformStream('key');
    const twin = new UniformStream('key');
    uniformChoice(stream, 7);
    twin.next();
    expect(stream.next()).toBe(twin.next());
  });

  it.each([1, 3, 1000, 2 ** 31, 2 ** 52 + 1, 2 ** 53])('stays below %d with the largest uniform', (n) => {
    const largest = { next: () => 1 - 2 ** -53 } as UniformStream;
    expect(uniformChoice(largest, n)).toBe(n - 1);
  });
});
