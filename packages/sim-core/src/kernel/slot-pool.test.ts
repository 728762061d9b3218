import { describe, expect, it } from 'vitest';
import { UniformStream } from '../random/uniform-stream.ts';
import { InvariantError } from './invariant.ts';
import { SlotPool } from './slot-pool.ts';

describe('SlotPool', () => {
  it('never hands out a slot in use, and none beyond its capacity, over 20 random walks', () => {
    for (let seed = 0; seed < 20; seed++) {
      const stream = new UniformStream(`pool ${seed}`);
      const used = new Set<number>();
      const pool = new SlotPool(1 + (seed % 4), () => {});
      for (let step = 0; step < 1000; step++) {
        if (stream.next() < (step < 500 ? 0.6 : 0.4) || used.size === 0) {
          const slot = pool.allocate();
          expect(used.has(slot) || slot < 0 || slot >= pool.capacity).toBe(false);
          used.add(slot);
        } else {
          const slot = [...used][Math.floor(stream.next() * used.size)]!;
          used.delete(slot);
          pool.release(slot);
        }
        expect(pool.used).toBe(used.size);
      }
    }
  });

  it('doubles when it is full and tells the new capacity before it hands out the slot', () => {
    const grown: number[] = [];
    const pool = new SlotPool(2, (capacity) => grown.push(capacity));
    const slots = Array.from({ length: 9 }, () => pool.allocate());
    expect(grown).toEqual([4, 8, 16]);
    expect(pool.capacity).toBe(16);
    expect(slots).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('uses a released slot again at once, so memory follows the number in use', () => {
    const pool = new SlotPool(4, () => {
      throw new Error('it grew');
    });
    for (let i = 0; i < 100_000; i++) pool.release(pool.allocate());
    expect([pool.capacity, pool.used]).toEqual([4, 0]);
  });

  it('refuses more releases than allocations', () => {
    const pool = new SlotPool(4, () => {});
    const slot = pool.allocate();
    pool.release(slot);
    expect(() => pool.release(slot)).toThrow(InvariantError);
  });
});
