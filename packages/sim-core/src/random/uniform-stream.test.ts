import { describe, expect, it } from 'vitest';
import { UniformStream } from './uniform-stream.ts';

function take(stream: UniformStream, count: number): number[] {
  return Array.from({ length: count }, () => stream.next());
}

describe('UniformStream', () => {
  it('gives the same draws whatever the block size', () => {
    const expected = take(new UniformStream('key', 1), 1500);
    for (const block of [2, 7, 512, 4096]) expect(take(new UniformStream('key', block), 1500)).toEqual(expected);
  });

  it('fills a block with the draws that next would have given, and goes on after them', () => {
    const expected = take(new UniformStream('key'), 1200);
    const stream = new UniformStream('key', 100);
    const block = new Float64Array(250);
    const drawn: number[] = [];
    for (const singles of [0, 30, 100, 70]) {
      stream.fill(block);
      drawn.push(...block, ...take(stream, singles));
    }
    expect(drawn).toEqual(expected);
  });

  it('stays inside (0, 1) with mean 1/2 and variance 1/12 over 1,000,000 draws, |z| < 4', () => {
    const stream = new UniformStream('moments');
    const n = 1e6;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < n; i++) {
      const u = stream.next();
      if (!(u > 0 && u < 1)) expect.fail(`draw ${u}`);
      sum += u - 0.5;
      squares += (u - 0.5) ** 2;
    }
    expect(Math.abs(sum / Math.sqrt(n / 12))).toBeLessThan(4);
    expect(Math.abs((squares - n / 12) / Math.sqrt(n / 180))).toBeLessThan(4);
  });

  it('uses all 53 bits', () => {
    const draws = take(new UniformStream('bits'), 2000);
    expect(draws.every((u) => Number.isInteger(u * 2 ** 53))).toBe(true);
    const odd = draws.filter((u) => (u * 2 ** 53) % 2 === 1).length;
    expect(Math.abs(odd - 1000) / Math.sqrt(500)).toBeLessThan(4);
  });
});
