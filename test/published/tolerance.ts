/** How far a figure may be from what is expected, in the unit of the figure. */
export type Tolerance = (expected: number) => number;

/** Units that a tolerance may name; every duration of a result document is in milliseconds. */
const UNITS: Readonly<Record<string, number>> = { '': 1, ms: 1, s: 1000 };

/** `2%` of the expected value, `0.5ms`, a bare number in the unit of the path, or `max(a, b)`: the wider of both. */
export function parseTolerance(text: string): Tolerance {
  const wider = /^max\((.+),(.+)\)$/.exec(text.trim());
  if (wider) {
    const [a, b] = [parseTolerance(wider[1]!), parseTolerance(wider[2]!)];
    return (expected) => Math.max(a(expected), b(expected));
  }
  const match = /^\s*([\d.]+(?:e-?\d+)?)\s*(%|ms|s|)\s*$/.exec(text);
  if (!match) throw new Error(`no tolerance: ${text}`);
  const size = Number(match[1]);
  if (match[2] === '%') return (expected) => (Math.abs(expected) * size) / 100;
  return () => size * UNITS[match[2]!]!;
}
