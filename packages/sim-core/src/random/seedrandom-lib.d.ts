/** Types for the single generator that we load: the package's own types cover its main file only. */
declare module 'seedrandom/lib/tychei.js' {
  interface TycheState {
    readonly a: number;
    readonly b: number;
    readonly c: number;
    readonly d: number;
  }

  interface TycheGenerator {
    double(): number;
    /** Only there if it was asked for. */
    state(): TycheState;
  }

  export default function tychei(seed: string, options?: { readonly state: boolean }): TycheGenerator;
}
