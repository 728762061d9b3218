import { BitHistogram } from './bit-histogram.ts';
import { Choice, Exponential, LogNormal } from './block-draws.ts';
import { type Findings, timed } from './timed.ts';

const DYNOS = 10;
const WORKERS = 4;
const ARRIVAL = -1;

/** Times of arrival of the requests that wait. */
class Queue {
  private ring = new Float64Array(1024);
  private head = 0;
  private tail = 0;

  get empty(): boolean {
    return this.head === this.tail;
  }

  pop(): number {
    return this.ring[this.head++ & (this.ring.length - 1)]!;
  }

  push(x: number): void {
    if (this.tail - this.head === this.ring.length) this.grow();
    this.ring[this.tail++ & (this.ring.length - 1)] = x;
  }

  private grow(): void {
    const larger = new Float64Array(this.ring.length * 2);
    const mask = this.ring.length - 1;
    for (let i = this.head; i < this.tail; i++) larger[i - this.head] = this.ring[i & mask]!;
    this.tail -= this.head;
    this.head = 0;
    this.ring = larger;
  }
}

/**
 * The plain dyno model as one loop over a heap of (time, id) in typed arrays: what JavaScript can do when nothing is
 * to be reused, explained or reproduced. Hot.
 */
function simulate(requests: number, seed: number): Findings {
  const gaps = new Exponential(seed, 1, 1 / 300);
  const services = new LogNormal(seed, 2, { mean: 0.1, cv: 1 });
  const choices = new Choice(seed, 3, DYNOS);
  const histogram = new BitHistogram();
  const times = new Float64Array(DYNOS * WORKERS + 2);
  const ids = new Int32Array(DYNOS * WORKERS + 2);
  const queues = Array.from({ length: DYNOS }, () => new Queue());
  const busy = new Int32Array(DYNOS);
  const idle = Int32Array.from({ length: DYNOS * WORKERS }, (_, worker) => worker);
  const arrivedAt = new Float64Array(DYNOS * WORKERS);
  let sum = 0;
  let size = 1;
  times[0] = gaps.next();
  ids[0] = ARRIVAL;
  for (let done = 0; done < requests; ) {
    const now = times[0]!;
    let id: number = ids[0]!;
    let next: number;
    if (id === ARRIVAL) {
      const dyno = choices.next();
      if (busy[dyno] === WORKERS) queues[dyno]!.push(now);
      else {
        const worker = idle[dyno * WORKERS + busy[dyno]!++]!;
        arrivedAt[worker] = now;
        siftUp(times, ids, size++, now + services.next(), worker);
      }
      next = now + gaps.next();
    } else {
      const dyno = id >> 2;
      const response = now - arrivedAt[id]!;
      histogram.add(response);
      sum += response;
      done += 1;
      const queue = queues[dyno]!;
      if (queue.empty) {
        idle[dyno * WORKERS + --busy[dyno]!] = id;
        next = times[--size]!;
        id = ids[size]!;
      } else {
        arrivedAt[id] = queue.pop();
        next = now + services.next();
      }
    }
    siftDown(times, ids, size, next, id);
  }
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((p) => histogram.quantile(p)) as [number, number, number];
  return { requests, eventsPerRequest: 2, mean: sum / requests, p50, p95, p99 };
}

function siftUp(times: Float64Array, ids: Int32Array, from: number, time: number, id: number): void {
  let i = from;
  while (i > 0) {
    const parent = (i - 1) >> 1;
    if (times[parent]! <= time) break;
    times[i] = times[parent]!;
    ids[i] = ids[parent]!;
    i = parent;
  }
  times[i] = time;
  ids[i] = id;
}

/** Puts an event into the place of the earliest. */
function siftDown(times: Float64Array, ids: Int32Array, size: number, time: number, id: number): void {
  let i = 0;
  for (let child = 1; child < size; child = 2 * i + 1) {
    if (child + 1 < size && times[child + 1]! < times[child]!) child += 1;
    if (times[child]! >= time) break;
    times[i] = times[child]!;
    ids[i] = ids[child]!;
    i = child;
  }
  times[i] = time;
  ids[i] = id;
}

timed(simulate);
