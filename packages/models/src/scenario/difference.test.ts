import { expect, it } from 'vitest';
import { documentDifferences } from './difference.ts';

it('finds what was changed, added and taken away, as deep as it goes', () => {
  const a = { web: { count: 2, dyno: 'eco' }, requests: [{ weight: 1 }, { weight: 2 }], name: 'a', same: [1] };
  const b = { web: { count: 3 }, requests: [{ weight: 1 }, { weight: 5 }], name: ['a'], same: [1], slo: [] };
  expect(documentDifferences(a, b)).toEqual([
    { path: 'web.count', a: 2, b: 3 },
    { path: 'web.dyno', a: 'eco', b: undefined },
    { path: 'requests[1].weight', a: 2, b: 5 },
    { path: 'name', a: 'a', b: ['a'] },
    { path: 'slo', a: undefined, b: [] },
  ]);
  expect(documentDifferences(a, structuredClone(a))).toEqual([]);
});
