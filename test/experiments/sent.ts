import type { Sent } from './observed.ts';

/** So many equal requests at the same instant. */
export function together(count: number, request: Omit<Sent, 'at'>, at = 0): Sent[] {
  return evenly(count, 0, request, at);
}

/** So many equal requests, one each `gap` [s]. */
export function evenly(count: number, gap: number, request: Omit<Sent, 'at'>, from = 0): Sent[] {
  return Array.from({ length: count }, (_, i) => ({ at: from + i * gap, ...request }));
}

/**
 * So many requests at random, each with an exponential time in the database: gaps of mean 1 / `rate` [1/s] and times of
 * mean `db` [s] by turns from one stream, so that a load generator in any language can send the same. Source: Park and
 * Miller, Communications of the ACM 31 (1988) 1192, the minimal standard generator.
 */
export function atRandom(count: number, rate: number, db: number, seed: number): { at: number; db: number }[] {
  let state = seed;
  const exponential = (mean: number): number => {
    state = (16_807 * state) % 2_147_483_647;
    return -Math.log(state / 2_147_483_647) * mean;
  };
  let at = 0;
  return Array.from({ length: count }, () => {
    at += exponential(1 / rate);
    return { at, db: exponential(db) };
  });
}
