import { palette } from '@dynosim/charts';
import { describe, expect, it } from 'vitest';

type Rgb = readonly [number, number, number];

/** sRGB to linear light (IEC 61966-2-1). */
function linear(hex: string): Rgb {
  return [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
}

/** Full colour blindness of three kinds (Machado, Oliveira and Fernandes, IEEE TVCG 15 (2009) 1291, severity 1). */
const EYES: Readonly<Record<string, readonly Rgb[]>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function seen(colour: string, eye: readonly Rgb[]): Rgb {
  const rgb = linear(colour);
  return eye.map((row) =>
    Math.max(
      0,
      row.reduce((sum, weight, i) => sum + weight * rgb[i]!, 0),
    ),
  ) as unknown as Rgb;
}

/** CIELAB with white D65. */
function lab([r, g, b]: Rgb): Rgb {
  const f = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function distance(a: string, b: string, eye: readonly Rgb[]): number {
  const [p, q] = [lab(seen(a, eye)), lab(seen(b, eye))];
  return Math.hypot(...p.map((value, i) => value - q[i]!));
}

/** WCAG 2.2, against white. */
function contrast(colour: string): number {
  const [r, g, b] = linear(colour);
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
}

describe.each(Object.entries(EYES))('with %s', (_, eye) => {
  it.each([
    ['percentiles and the objective', [palette.p50, palette.p95, palette.p99, palette.objective]],
    ['the first four series', palette.series.slice(0, 4)],
  ])('%s are told apart', (_name, colours) => {
    const pairs = colours.flatMap((a, i) => colours.slice(i + 1).map((b) => [a, b] as const));
    for (const [a, b] of pairs) expect(distance(a, b, eye), `${a} and ${b}`).toBeGreaterThan(14);
  });
});

it('letters and thin lines stand out from the paper', () => {
  for (const colour of [palette.ink, palette.soft, palette.objective]) expect(contrast(colour)).toBeGreaterThan(4.5);
  for (const colour of [palette.p50, palette.p95, palette.p99]) expect(contrast(colour)).toBeGreaterThan(2.9);
});
