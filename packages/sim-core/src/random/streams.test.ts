import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { Streams, streamKey } from './streams.ts';
import { UniformStream } from './uniform-stream.ts';

const COUNT = 10_000;

/** The n-th draw of the stream with this key. */
type Draw = (key: string, n: number) => number;

const ours: Draw = (key, n) => nth(n, new UniformStream(key, 16));

/** A generator of the same package that must not be used: it shows that the tests below can fail. */
const canary: Draw = (key, n) => {
  const generator = seedrandom.xor128(key);
  return nth(n, { next: () => generator.double() });
};

function nth(n: number, stream: { next(): number }): number {
  for (let i = 1; i < n; i++) stream.next();
  return stream.next();
}

const families: readonly [string, (i: number) => string][] = [
  ['names', (i) => streamKey('42', `demand/${i}`, 0)],
  ['replications', (i) => streamKey('42', 'demand', i)],
  ['seeds', (i) => streamKey(String(i), 'demand', 0)],
];

/** Standard score of the correlation of each draw with the next; the variance of a uniform is 1/12. */
function neighbourCorrelation(draws: readonly number[]): number {
  let sum = 0;
  for (let i = 1; i < draws.length; i++) sum += 12 * (draws[i - 1]! - 0.5) * (draws[i]! - 0.5);
  return sum / Math.sqrt(draws.length - 1);
}

/** Standard score of the chi-square statistic over 256 cells. */
function equidistribution(draws: readonly number[]): number {
  const cells = new Array<number>(256).fill(0);
  for (const u of draws) cells[Math.floor(u * 256)]!++;
  const expected = draws.length / 256;
  const chiSquare = cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return (chiSquare - 255) / Math.sqrt(2 * 255);
}

/**
 * Standard score of the number of equal gaps between sorted birthdays, 1024 birthdays in a year of 2^26 days at a time:
 * Poisson with mean m^3 / (4 n) = 4 each time (Marsaglia and Tsang, Some difficult-to-pass tests of randomness,
 * Journal of Statistical Software 7/3, 2002).
 */
function birthdaySpacings(draws: readonly number[]): number {
  const years = Math.floor(draws.length / 1024);
  let equal = 0;
  for (let year = 0; year < years; year++) {
    const days = Float64Array.from(draws.slice(1024 * year, 1024 * (year + 1)), (u) => Math.floor(u * 2 ** 26)).sort();
    const gaps = days.map((day, i) => day - (days[i - 1] ?? 0)).sort();
    equal += gaps.filter((gap, i) => gap === gaps[i - 1]).length;
  }
  return (equal - 4 * years) / Math.sqrt(4 * years);
}

/** The xor of the draws of four streams whose keys differ in the last bit of two characters, for many such fours. */
function xorsOfFour(draw: Draw, n: number): number[] {
  return Array.from({ length: COUNT / 4 }, (_, i) => {
    const keys = ['00', '01', '10', '11'].map((pair) => streamKey('42', `demand/${i}/${pair}`, 0));
    return keys.reduce((xor, key) => xor ^ Math.floor(draw(key, n) * 2 ** 32), 0) >>> 0;
  });
}

describe.each(families)('streams of 10,000 neighbouring %s', (_, key) => {
  it.each([1, 10])('have unrelated draws number %i', (n) => {
    const draws = Array.from({ length: COUNT }, (_, i) => ours(key(i), n));
    expect(Math.abs(neighbourCorrelation(draws))).toBeLessThan(4);
    expect(Math.abs(equidistribution(draws))).toBeLessThan(4);
    expect(Math.abs(birthdaySpacings(draws))).toBeLessThan(4);
  });
});

describe('the xor of four streams with neighbouring keys', () => {
  it.each([1, 10])('is uniform on draw %i', (n) => {
    const xors = xorsOfFour(ours, n);
    expect(new Set(xors).size).toBeGreaterThan(xors.length - 3);
    expect(Math.abs(equidistribution(xors.map((xor) => xor / 2 ** 32)))).toBeLessThan(4);
    for (let bit = 0; bit < 32; bit++) {
      const ones = xors.filter((xor) => (xor >>> bit) & 1).length;
      expect(Math.abs(ones - xors.length / 2) / Math.sqrt(xors.length / 4)).toBeLessThan(4.5);
    }
  });

  it('is always 0 for xor128, so the test has teeth', () => {
    expect(new Set(xorsOfFour(canary, 10))).toEqual(new Set([0]));
    const draws = Array.from({ length: COUNT }, (_, i) => canary(families[0]![1](i), 1));
    expect(Math.abs(neighbourCorrelation(draws))).toBeGreaterThan(10);
  });
});

describe('Streams', () => {
  it('refuses a second stream of the same name', () => {
    const streams = new Streams('42', 0);
    streams.uniform('arrivals');
    expect(() => streams.uniform('arrivals')).toThrow("'arrivals' is already in use");
  });

  it.each([-1, 0.5, Number.NaN])('refuses replication %d', (replication) => {
    expect(() => new Streams('42', replication)).toThrow('replication');
  });

  it('gives a stream that depends on seed, name and replication, and on nothing else', () => {
    const first = (seed: string, name: string, replication: number) =>
      new Streams(seed, replication).uniform(name).next();
    expect(first('42', 'arrivals', 0)).toBe(first('42', 'arrivals', 0));
    const others = [first('43', 'arrivals', 0), first('42', 'routing', 0), first('42', 'arrivals', 1)];
    expect(new Set([first('42', 'arrivals', 0), ...others]).size).toBe(4);
  });

  it('keeps names apart whatever characters they hold', () => {
    const keys = [
      streamKey('a', 'b,c', 0),
      streamKey('a,b', 'c', 0),
      streamKey('a","b', 'c', 0),
      streamKey('a', 'b', 0),
    ];
    expect(new Set(keys).size).toBe(4);
  });

  it('draws what it drew when these values were written down', () => {
    const streams = new Streams('42', 0);
    const three = (name: string) => Array.from({ length: 3 }, nextOf(streams.uniform(name)));
    expect(three('arrivals')).toEqual([0.8247605940991409, 0.8146551399596063, 0.7626581921667357]);
    expect(three('routing')).toEqual([0.24155545749311425, 0.5604031860206609, 0.2946743524300265]);
  });
});

function nextOf(stream: UniformStream): () => number {
  return () => stream.next();
}
