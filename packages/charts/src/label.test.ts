import { expect, it } from 'vitest';
import { lines, shown } from './label.ts';

it.each([
  ['Shop', 'Shop'],
  ['  two\n\tlines\u0000 and\u202e more\u200b ', 'two lines and more'],
  ['a'.repeat(41), `${'a'.repeat(39)}…`],
  ['😀'.repeat(41), `${'😀'.repeat(39)}…`],
  [`e${'\u0301'.repeat(50)}x`, 'e\u0301\u0301x'],
  ['\u202e\u200f', ''],
  ['a\ud800b', 'a b'],
])('shows %j as %j', (name, expected) => {
  expect(shown(name)).toBe(expected);
});

it('breaks a text between words, and never a word', () => {
  expect(lines('one two three', 7)).toEqual(['one two', 'three']);
  expect(lines('incomprehensible text', 5)).toEqual(['incomprehensible', 'text']);
  expect(lines('', 5)).toEqual(['']);
});
