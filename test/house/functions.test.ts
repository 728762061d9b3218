import { expect, it } from 'vitest';
import { functionSpans } from './functions.ts';

const spans = (text: string) => functionSpans({ path: 'a.ts', text }).map(({ line, lines }) => [line, lines]);

it.each([
  ['a function', 'function f(a: number): number {\n  return a;\n}', [[1, 3]]],
  ['an arrow', 'const f = (a: number) => {\n  g(a);\n};', [[1, 3]]],
  ['a method', 'class A extends B {\n  private m<T>(x: T): void {\n    g();\n  }\n}', [[2, 3]]],
  ['a getter', 'class A {\n  get x(): number {\n    return 1;\n  }\n}', [[2, 3]]],
  ['types in the header', 'function f({ a }: { a: number }): { b: number } {\n  return { b: a };\n}', [[1, 3]]],
  ['generics in the header', 'function f(): Map<string, { b: number }> {\n  return g();\n}', [[1, 3]]],
  ['braces in strings', "function f() {\n  g('}', `}`); // }\n}", [[1, 3]]],
])('measures %s', (_, text, expected) => {
  expect(spans(text)).toEqual(expected);
});

it('measures inner functions by themselves and within the outer one', () => {
  expect(spans('function f() {\n  return () => {\n    g();\n  };\n}')).toEqual([
    [2, 3],
    [1, 5],
  ]);
});

it.each([
  'class A {\n}',
  'interface A {\n  m(): void;\n}',
  'const a = {\n  b: f(1),\n  c: [{ d: 1 }],\n};',
  'if (f(1)) {\n  g();\n} else if (h(1)) {\n  g();\n}',
  'for (const a of f(1)) {\n  g();\n}',
  "import { a } from './a.ts';",
])('sees no function in %j', (text) => {
  expect(spans(text)).toEqual([]);
});
