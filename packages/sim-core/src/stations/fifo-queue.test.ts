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

  it('lets anybody out of the middle and keeps the order of the others, 40 random walks', () => {
    for (let seed = 0; seed < 40; seed++) {
      const stream = new UniformStream(`fifo remove ${seed}`);
      const queue = new FifoQueue(2);
      let twin: number[] = [];
      for (let step = 0; step < 200; step++) {
        queue.push(step);
        twin.push(step);
        if (stream.next() < 0.3) expect(queue.shift()).toBe(twin.shift());
        const leaver = Math.floor(stream.next() * step);
        expect(queue.remove(leaver)).toBe(twin.includes(leaver));
        twin = twin.filter((subject) => subject !== leaver);
        expect(queue.length).toBe(twin.length);
      }
      expect(twin.map(() => queue.shift())).toEqual(twin);
    }
  });

  it('keeps the order of 100,000 subjects that wait at once', () => {
    const queue = new FifoQueue();
    for (let i = 0; i < 100_000; i++) queue.push(i);
    for (let i = 0; i < 100_000; i++) if (queue.shift() !== i) expect.fail(`subject ${i} lost its place`);
    expect(queue.length).toBe(0);
  });
});
