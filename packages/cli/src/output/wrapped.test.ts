import { expect, it } from 'vitest';
import { textWidth, WIDTH, wrapped } from './wrapped.ts';

it.each([
  [{ isTTY: true, columns: 40 }, 60],
  [{ isTTY: true, columns: 72 }, 72],
  [{ isTTY: true, columns: 200 }, 100],
  [{ isTTY: true, columns: 0 }, 80],
  [{ isTTY: true }, 80],
  [{ isTTY: false, columns: 120 }, 80],
  [{}, 80],
])('on %j text is %i columns wide', (stream, width) => {
  expect(textWidth(stream)).toBe(width);
});

it('breaks between words and never inside one', () => {
  const long = 'x'.repeat(WIDTH + 5);
  expect(wrapped(`a ${'word '.repeat(30)}${long}`, '', '  ').filter((line) => line.length > WIDTH)).toEqual([
    `  ${long}`,
  ]);
});
