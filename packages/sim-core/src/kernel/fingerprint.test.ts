import { describe, expect, it } from 'vitest';
import { UniformStream } from '../random/uniform-stream.ts';
import { Fingerprint } from './fingerprint.ts';

type Row = readonly [serial: number, place: number, start: number, end: number, outcome: number];

function fingerprint(rows: readonly Row[]): string {
  const sum = new Fingerprint();
  for (const row of rows) sum.add(...row);
  return sum.toString();
}

function randomRows(seed: string, count: number): Row[] {
  const stream = new UniformStream(seed);
  return Array.from({ length: count }, (_, serial) => {
    const start = stream.next() * 1000;
    return [serial, Math.floor(stream.next() * 10), start, start + stream.next(), 1 + Math.floor(stream.next() * 3)];
  });
}

describe('Fingerprint', () => {
  it('does not depend on the order of the requests', () => {
    for (const seed of ['a', 'b', 'c']) {
      const rows = randomRows(seed, 300);
      const shuffled = [...rows].sort((x, y) => x[3] * 7919 - Math.floor(x[3]) - (y[3] * 7919 - Math.floor(y[3])));
      expect(fingerprint(shuffled)).toBe(fingerprint(rows));
      expect(fingerprint([...rows].reverse())).toBe(fingerprint(rows));
    }
  });

  it('is 16 hexadecimal digits, all 0 of nothing', () => {
    expect(fingerprint([])).toBe('0000000000000000');
    for (const row of randomRows('digits', 50)) expect(fingerprint([row])).toMatch(/^[0-9a-f]{16}$/);
  });

  const row: Row = [7, 3, 1.25, 2.5, 1];
  const changes: Record<string, Row> = {
    serial: [8, 3, 1.25, 2.5, 1],
    place: [7, 4, 1.25, 2.5, 1],
    start: [7, 3, 1.25 + 2 ** -52, 2.5, 1],
    'a missing start': [7, 3, Number.NaN, 2.5, 1],
    end: [7, 3, 1.25, 2.5 + 2 ** -51, 1],
    outcome: [7, 3, 1.25, 2.5, 2],
  };
  for (const [name, changed] of Object.entries(changes)) {
    it(`changes in both halves with the least change of ${name}`, () => {
      const [before, after] = [fingerprint([row]), fingerprint([changed])];
      expect(after.slice(0, 8)).not.toBe(before.slice(0, 8));
      expect(after.slice(8)).not.toBe(before.slice(8));
    });
  }

  it('changes when two requests swap their dynos, starts, ends or outcomes', () => {
    const rows: Row[] = [
      [0, 1, 2, 3, 1],
      [1, 2, 2.5, 4, 2],
    ];
    const [a, b] = rows as [Row, Row];
    for (const column of [1, 2, 3, 4]) {
      const swapped: Row[] = [a.with(column, b[column]!) as never, b.with(column, a[column]!) as never];
      expect(fingerprint(swapped)).not.toBe(fingerprint(rows));
    }
  });

  it('of the same request twice is not that of none', () => {
    expect(fingerprint([row, row])).not.toBe(fingerprint([]));
    expect(fingerprint([row, row])).not.toBe(fingerprint([row]));
  });

  it('is different for 20,000 requests that differ in one bit or one number', () => {
    const seen = new Set<string>();
    for (let i = 0; i < 5000; i++) {
      seen.add(fingerprint([[i, 0, 1, 2, 1]]));
      seen.add(fingerprint([[0, i + 1, 1, 2, 1]]));
      seen.add(fingerprint([[0, 0, 1 + (i + 1) * 2 ** -52, 2, 1]]));
      seen.add(fingerprint([[0, 0, 1, 2 + (i + 1) * 2 ** -51, 1]]));
    }
    expect(seen.size).toBe(20_000);
  });

  it('of runs merged is that of all their requests, in any order of merging', () => {
    const parts = ['p', 'q', 'r'].map((seed) => randomRows(seed, 100));
    const merged = (order: readonly number[]): string => {
      const sum = new Fingerprint();
      for (const i of order) sum.merge(fingerprint(parts[i]!));
      return sum.toString();
    };
    expect(merged([0, 1, 2])).toBe(fingerprint(parts.flat()));
    expect(merged([2, 0, 1])).toBe(merged([0, 1, 2]));
  });
});
