import { describe, expect, it } from 'vitest';
import type { ReplicationSummary } from '../measure/summary.ts';
import type { DesignOrder } from './design.ts';
import { type Inquiry, Search, together } from './inquiry.ts';

const order = (replication: number): DesignOrder => ({ replication }) as DesignOrder;
const summary = (replication: number): ReplicationSummary => ({ replication }) as ReplicationSummary;

/** Asks for batches of these sizes and answers with the numbers that it was handed. */
function* asks(first: number, sizes: readonly number[]): Inquiry<number[]> {
  const seen: number[] = [];
  for (const [i, size] of sizes.entries()) {
    const summaries = yield Array.from({ length: size }, (_, k) => order(first + 10 * i + k));
    seen.push(...summaries.map(({ replication }) => replication));
  }
  return seen;
}

function run<Answer>(inquiry: Inquiry<Answer>): { answer: Answer; batches: number[] } {
  const search = new Search<Answer>({ inquiry, progress: () => ({ fraction: 0, doing: '' }), soFar: () => undefined });
  const batches: number[] = [];
  for (let batch = search.next(); batch.length > 0; batch = search.next()) {
    batches.push(batch.length);
    search.accept(batch.map(({ replication }) => summary(replication)));
  }
  return { answer: search.answer()!, batches };
}

describe('several inquiries together', () => {
  it('get their own summaries, in batches that are the sum of what they want', () => {
    const { answer, batches } = run(together([asks(100, [2, 1]), asks(200, [1]), asks(300, [3, 1, 1])]));
    expect(answer).toEqual([[100, 101, 110], [200], [300, 301, 302, 310, 320]]);
    expect(batches).toEqual([6, 2, 1]);
  });

  it('of none is an answer at once', () => {
    expect(run(together([]))).toEqual({ answer: [], batches: [] });
  });
});

describe('a search', () => {
  it('asks for the same batch until it is handed the summaries', () => {
    const inquiry = asks(0, [2]);
    const search = new Search({ inquiry, progress: () => ({ fraction: 0, doing: '' }), soFar: () => [-1] });
    expect(search.next()).toEqual(search.next());
    expect(search.answer()).toEqual([-1]);
    search.accept([summary(0), summary(1)]);
    expect(search.next()).toEqual([]);
    expect(search.answer()).toEqual([0, 1]);
  });
});
