import { describe, expect, it } from 'vitest';
import { Life, Workers } from './workers.ts';

type Profile = ConstructorParameters<typeof Workers>[1];

describe('a worker is ready', () => {
  it('while it is up and has fewer connections than it admits, idle ones included', () => {
    const workers = new Workers(2, { workers: 3, admission: 2, admits: 'connections' } as Profile);
    expect([workers.count, workers.dynoOf(2), workers.dynoOf(3)]).toEqual([6, 0, 1]);
    workers.connections[4] = 1;
    expect(workers.isReady(4)).toBe(true);
    workers.connections[4] = 2;
    expect(workers.isReady(4)).toBe(false);
    for (const life of [Life.down, Life.leaving]) {
      workers.life[3] = life;
      expect(workers.isReady(3)).toBe(false);
    }
  });

  it('or has fewer requests, in slots and waiting, however many connections', () => {
    const workers = new Workers(1, { workers: 1, admission: 3, admits: 'requests' } as Profile);
    workers.connections[0] = 9;
    workers.busy[0] = 2;
    expect([workers.load(0), workers.isReady(0)]).toEqual([2, true]);
    workers.waiting[0]!.push(5);
    expect([workers.load(0), workers.isReady(0)]).toEqual([3, false]);
  });
});
