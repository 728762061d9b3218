/**
 * The workers of all dynos as the times at which they will be free: with first come first served and service times
 * known at arrival, the earliest of them says when a request starts (Kiefer and Wolfowitz, Trans. Amer. Math. Soc. 78
 * (1955) 1). No event list is needed. Hot: a heap for each dyno, O(log workers) a request.
 */
export class FifoWorkers {
  private readonly workers: number;
  private readonly room: number;
  private readonly free: Float64Array;
  /** Start times of the requests that wait in each dyno's listen queue, oldest first: a ring that doubles. */
  private readonly waiting: Float64Array[];
  private readonly heads: Int32Array;
  private readonly counts: Int32Array;

  constructor(dynos: number, workers: number, backlog: number) {
    this.workers = workers;
    this.room = backlog + 1;
    this.free = new Float64Array(dynos * workers);
    this.waiting = Array.from({ length: dynos }, () => new Float64Array(16));
    this.heads = new Int32Array(dynos);
    this.counts = new Int32Array(dynos);
  }

  /** When the dyno's next worker is free: a request that comes then or later need not wait [s]. */
  nextFree(dyno: number): number {
    return this.free[dyno * this.workers]!;
  }

  /** Gives the request that comes to this dyno `now` its worker until `end`. */
  occupy(dyno: number, end: number): void {
    const { free, workers } = this;
    const root = dyno * workers;
    let i = 0;
    for (let child = 1; child < workers; child = 2 * i + 1) {
      if (child + 1 < workers && free[root + child + 1]! < free[root + child]!) child += 1;
      if (free[root + child]! >= end) break;
      free[root + i] = free[root + child]!;
      i = child;
    }
    free[root + i] = end;
  }

  /** A request that comes `now` joins the listen queue until `start`; false if that is full. */
  queue(dyno: number, now: number, start: number): boolean {
    let ring = this.waiting[dyno]!;
    let head = this.heads[dyno]!;
    let count = this.counts[dyno]!;
    while (count > 0 && ring[head]! <= now) {
      head = (head + 1) & (ring.length - 1);
      count -= 1;
    }
    this.heads[dyno] = head;
    this.counts[dyno] = count;
    if (count >= this.room) return false;
    if (count === ring.length) ring = this.grow(dyno);
    ring[(this.heads[dyno]! + count) & (ring.length - 1)] = start;
    this.counts[dyno] = count + 1;
    return true;
  }

  private grow(dyno: number): Float64Array {
    const old = this.waiting[dyno]!;
    const head = this.heads[dyno]!;
    const grown = new Float64Array(old.length * 2);
    for (let i = 0; i < old.length; i++) grown[i] = old[(head + i) & (old.length - 1)]!;
    this.waiting[dyno] = grown;
    this.heads[dyno] = 0;
    return grown;
  }
}
