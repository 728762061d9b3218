import { expect, it } from 'vitest';
import { LIMITS } from './limits.ts';
import { readYaml } from './yaml-text.ts';

const rules = (text: string): string[] => readYaml(text, (offset) => ({ offset })).problems.map(({ rule }) => rule);

it('takes as many levels and values as the limits say and no more', () => {
  const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  expect(rules(deep(LIMITS.depth + 1))).toEqual([]);
  expect(rules(deep(LIMITS.depth + 2))).toEqual([`the document has more than ${LIMITS.depth} levels`]);
  const wide = (values: number) => `[${'1,'.repeat(values)}]`;
  expect(rules(wide(LIMITS.nodes - 1))).toEqual([]);
  expect(rules(wide(LIMITS.nodes))).toEqual([`the document has more than ${LIMITS.nodes} values`]);
});

it('gives an alias what its anchor meant above it, wherever it is used again', () => {
  const text = 'a: &x 1\nb: &m [*x]\nc: &x 2\nd: [*x, *m]\ne: &f {k: *x}\ng: *f\n';
  const { document } = readYaml(text, (offset) => ({ offset }));
  expect(document!.plain).toEqual({ a: 1, b: [1], c: 2, d: [2, [1]], e: { k: 2 }, g: { k: 2 } });
});

it.each([
  ['{"a": 1, "b": [1, 2,],}', []],
  ['{"a": 1,, "b": 2}', ['a comma too many']],
  ['{"a": {"b": 1} "c": 2}', ['the value before this point has ended already']],
  ['{"a": 1},', ['the value before this point has ended already']],
  ['{"a": 1}}', ['the value before this point has ended already']],
  ['{"a": 1\n"b": 2}', ['a key without its ":", or no comma before the next one']],
  ['{"a": {"b": 1}', ['a { before this point has no }, or what is inside is not indented']],
])('says of %j what is wrong with its commas and brackets', (text, expected) => {
  expect(rules(text)).toEqual(expected);
});
