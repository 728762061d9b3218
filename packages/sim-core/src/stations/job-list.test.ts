import { expect, it } from 'vitest';
import { UniformStream } from '../random/uniform-stream.ts';
import { JobList } from './job-list.ts';

interface Job {
  readonly job: number;
  readonly time: number;
}

/** The naive twin sorts (a stable sort: of equal times the first one stays first) before it gives anything away. */
function walk(seed: number, time: (uniform: number) => number): void {
  const stream = new UniformStream(`jobs ${seed}`);
  const list = new JobList();
  let twin: Job[] = [];
  for (let step = 0; step < 300; step++) {
    const u = stream.next();
    if (u < 0.55 || twin.length === 0) {
      const job = { job: step, time: time(stream.next()) };
      twin.push(job);
      list.push(job.time, job.job);
    } else if (u < 0.85) {
      expect(list.pop()).toBe(twin.shift()!.job);
    } else {
      const { job } = twin[Math.floor(stream.next() * twin.length)]!;
      twin = twin.filter((other) => other.job !== job);
      expect([Number.isNaN(list.remove(job)), Number.isNaN(list.remove(job))]).toEqual([false, true]);
    }
    twin.sort((a, b) => a.time - b.time);
    expect([list.length, list.nextTime()]).toEqual([twin.length, twin[0]?.time ?? Number.POSITIVE_INFINITY]);
  }
}

it('equals its naive twin on 40 random walks', () => {
  for (let seed = 0; seed < 40; seed++) walk(seed, (u) => u);
});

it('keeps jobs of equal times in the order in which they came, on 40 random walks', () => {
  for (let seed = 0; seed < 40; seed++) walk(seed, (u) => Math.floor(4 * u));
});
