/** Types for the single generator that we load: the package's own types cover its main file only. */
declare module 'seedrandom/lib/tychei.js' {
  import type seedrandom from 'seedrandom';

  export default function tychei(seed: string): seedrandom.PRNG;
}
