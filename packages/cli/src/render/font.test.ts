import { expect, it } from 'vitest';
import { fontFiles, TextWidth } from './font.ts';
import { TrueType } from './true-type.ts';

it('measures texts as other readers of the same fonts do', () => {
  // Reference: opentype.js 2.0.0, sum of charToGlyph(letter).advanceWidth / unitsPerEm.
  const width = new TextWidth();
  const text = 'p95 stays below 600 ms up to 68/s – Ж λ …';
  expect(width.of(text, 1, undefined)).toBeCloseTo(20.7900390625, 9);
  expect(width.of(text, 1, 600)).toBeCloseTo(21.1591796875, 9);
  expect(width.of(text, 13, 'bold')).toBeCloseTo(13 * 21.1591796875, 9);
});

it('gives a letter that the font lacks the width of its empty box', () => {
  const font = new TrueType(fontFiles()[0]!);
  expect(font.advance(0x6f22)).toBe(1344 / 2048);
  expect(font.advance(0x1f600)).toBe(1344 / 2048);
  expect(font.advance(0xffff)).toBe(1344 / 2048);
});
