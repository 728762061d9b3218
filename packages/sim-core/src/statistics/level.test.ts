import { describe, expect, it } from 'vitest';
import { UniformStream } from '../random/uniform-stream.ts';
import { Level } from './level.ts';

describe('Level', () => {
  it('2 for 3 s and 5 for 1 s is an area of 11', () => {
    const level = new Level();
    level.change(0, 2);
    level.change(3, 3);
    expect([level.value, level.areaUntil(4)]).toEqual([5, 11]);
  });

  it('may be asked for its area at any time without changing it', () => {
    const level = new Level();
    level.change(1, 1);
    expect([level.areaUntil(1), level.areaUntil(5), level.areaUntil(2)]).toEqual([0, 4, 1]);
  });

  it('keeps its value and forgets its area at a restart', () => {
    const level = new Level();
    level.change(0, 4);
    level.restart(10);
    expect([level.value, level.areaUntil(10), level.areaUntil(12)]).toEqual([4, 0, 8]);
  });

  it('counts changes at one instant as one', () => {
    const level = new Level();
    for (const delta of [3, -1, -2, 5]) level.change(2, delta);
    expect(level.areaUntil(3)).toBe(5);
  });

  it('equals its naive twin, the sum of the durations of all visitors, over random visits', () => {
    const stream = new UniformStream('visits');
    const visits = Array.from({ length: 500 }, () => {
      const from = stream.next() * 100;
      return { from, to: from + stream.next() * 10 };
    });
    const changes = visits.flatMap(({ from, to }) => [
      { time: from, delta: 1 },
      { time: to, delta: -1 },
    ]);
    const level = new Level();
    for (const { time, delta } of changes.sort((a, b) => a.time - b.time)) level.change(time, delta);
    const sum = visits.reduce((total, { from, to }) => total + to - from, 0);
    expect(level.value).toBe(0);
    expect(level.areaUntil(200) / sum).toBeCloseTo(1, 12);
  });
});
