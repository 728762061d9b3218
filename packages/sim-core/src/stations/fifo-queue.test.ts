import { describe, expect, it } from 'vitest';
import { UniformStream } from '../random/uniform-stream.ts';
import { FifoQueue } from './fifo-queue.ts';

describe('FifoQueue', () => {
  it('equals its naive twin, an array, over 40 random walks from any capacity', () => {
    for (let seed = 0; seed < 40; seed++) {
      const stream = new UniformStream(`fifo ${seed}`);
      const queue = new FifoQueue(seed);
      const twin: number[] = [];
      for (let step = 0; step < 500; step++) {
        if (stream.next() < (step < 250 ? 0.6 : 0.4) || twin.length === 0) {
          queue.push(step);
          twin.push(step);
        } else {
          expect(queue.shift()).toBe(twin.shift());
        }
        expect(queue.length).toBe(twin.length);
      }
    }
  });

  it('keeps the order of 100,000 subjects that wait at once', () => {
    const queue = new FifoQueue();
    for (let i = 0; i < 100_000; i++) queue.push(i);
    for (let i = 0; i < 100_000; i++) if (queue.shift() !== i) expect.fail(`subject ${i} lost its place`);
    expect(queue.length).toBe(0);
  });
});
