import type { DynoView } from './router.ts';

/** The dynos that the router may send requests to, as its policy sees them. */
export class RoutableDynos implements DynoView {
  count: number;
  readonly up: Int32Array;
  readonly outstanding: Int32Array;

  /** All of them are up. */
  constructor(dynos: number) {
    this.count = dynos;
    this.up = Int32Array.from({ length: dynos }, (_, dyno) => dyno);
    this.outstanding = new Int32Array(dynos);
  }

  isUp(dyno: number): boolean {
    return this.up.subarray(0, this.count).includes(dyno);
  }

  /** It gets no more requests. */
  remove(dyno: number): void {
    this.set([...this.up.subarray(0, this.count)].filter((other) => other !== dyno));
  }

  /** It gets requests again. */
  add(dyno: number): void {
    this.set([...this.up.subarray(0, this.count), dyno].sort((a, b) => a - b));
  }

  private set(dynos: readonly number[]): void {
    this.up.set(dynos);
    this.count = dynos.length;
  }
}
