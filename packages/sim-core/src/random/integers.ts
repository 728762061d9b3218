import type { UniformStream } from './uniform-stream.ts';

/**
 * A uniform choice of 0 .. n-1 from exactly one uniform, so that a choice never shifts the ones after it.
 *
 * Never n: the largest uniform is 1 - 2^-53, and its product with n rounds to a double below n for every n up to 2^53.
 * Each choice is off its probability 1/n by at most 2^-53, too little for any run to see.
 */
export function uniformChoice(stream: UniformStream, n: number): number {
  return Math.floor(stream.next() * n);
}
