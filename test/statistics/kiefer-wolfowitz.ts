import { findDistribution, Histogram, Streams, Tally, Variates } from '@dynosim/sim-core';

/** Figures of the response time [s]. */
export interface Figures {
  readonly mean: number;
  readonly p95: number;
  readonly p99: number;
}

/** A figure and its standard error. */
export interface Truth {
  readonly values: Figures;
  readonly standardErrors: Figures;
}

const BATCHES = 20;
const WARM_UP = 100_000;

/**
 * A station of `servers` with Poisson arrivals and lognormal service, by the recursion of Kiefer and Wolfowitz for its
 * sorted workloads: no calendar, no request, nothing in common with the simulator but the random numbers.
 * Source: Asmussen, Applied Probability and Queues (2nd ed., 2003), XII.1.
 */
export function lognormalStation(servers: number, load: number, requests: number): Truth {
  const streams = new Streams('kiefer-wolfowitz', 0);
  const define = (name: string) => findDistribution(name)!.forms[0]!;
  const gap = define('exponential').create({ mean: 0.1 / (servers * load) });
  const gaps = new Variates(gap, streams.uniform('gaps'));
  const services = new Variates(define('lognormal').create({ mean: 0.1, cv: 1 }), streams.uniform('services'));
  const workloads = new Float64Array(servers);
  const next = (): number => serve(workloads, gaps.next(), services.next());
  for (let i = 0; i < WARM_UP; i++) next();
  const batches = Array.from({ length: BATCHES }, () => batch(next, Math.ceil(requests / BATCHES)));
  return summary(batches);
}

/**
 * The same station from empty to `duration` [s], again and again: figures of all requests that have
 * an outcome by then, as a run with an end reports them. Exponential service.
 */
export function finiteStation(servers: number, load: number, duration: number, requests: number): Truth {
  const streams = new Streams('finite', 0);
  const exponential = (name: string, mean: number): Variates => {
    return new Variates(findDistribution('exponential')!.forms[0]!.create({ mean }), streams.uniform(name));
  };
  const gaps = exponential('gaps', 0.1 / (servers * load));
  const services = exponential('services', 0.1);
  const workloads = new Float64Array(servers);
  let now = gaps.next();
  const next = (): number => {
    for (;;) {
      if (now >= duration) {
        workloads.fill(0);
        now = gaps.next();
      }
      const gap = gaps.next();
      const response = serve(workloads, gap, services.next());
      const outcome = now + response;
      now += gap;
      if (outcome <= duration) return response;
    }
  };
  const batches = Array.from({ length: BATCHES }, () => batch(next, Math.ceil(requests / BATCHES)));
  return summary(batches);
}

/** Response time of the next request; keeps the workloads sorted. Hot: an insertion into a few numbers. */
function serve(workloads: Float64Array, gap: number, service: number): number {
  const response = workloads[0]! + service;
  let i = 1;
  for (; i < workloads.length && workloads[i]! < response; i++) workloads[i - 1] = workloads[i]!;
  workloads[i - 1] = response;
  for (let k = 0; k < workloads.length; k++) workloads[k] = Math.max(0, workloads[k]! - gap);
  return response;
}

function batch(next: () => number, requests: number): Figures {
  const tally = new Tally();
  const histogram = new Histogram();
  for (let i = 0; i < requests; i++) {
    const response = next();
    tally.add(response);
    histogram.add(response);
  }
  const [p95, p99] = histogram.quantiles([0.95, 0.99]) as [number, number];
  return { mean: tally.mean, p95, p99 };
}

function summary(batches: readonly Figures[]): Truth {
  const over = (of: (values: readonly number[]) => number): Figures => ({
    mean: of(batches.map((b) => b.mean)),
    p95: of(batches.map((b) => b.p95)),
    p99: of(batches.map((b) => b.p99)),
  });
  const average = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const error = (values: readonly number[]): number => {
    const squares = values.reduce((sum, value) => sum + (value - average(values)) ** 2, 0);
    return Math.sqrt(squares / (values.length - 1) / values.length);
  };
  return { values: over(average), standardErrors: over(error) };
}
