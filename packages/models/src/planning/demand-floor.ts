import { Histogram, Streams } from '@dynosim/sim-core';
import { rounded } from '../measure/pool.ts';
import { Demands } from '../request/demands.ts';
import { Requests } from '../request/requests.ts';
import { findRouterGeneration } from '../router/generations.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Slo } from '../scenario/slo.ts';
import { cpuOverhead } from '../servers/profile.ts';
import { FRACTIONS } from './objective.ts';

/** A rule that no number of dynos can keep, and what the demand alone makes of its figure [ms]. */
export interface Impossible {
  readonly rule: string;
  readonly figure: string;
  readonly demandMs: number;
}

const DRAWS = 20_000;
/** Standard errors by which the demand has to miss the bound before that is called certain. */
const CERTAIN = 4;

/**
 * The rules that fail without any queue. A response is never shorter than the service that it contains, so each
 * percentile of the response time is at least that of the service, and the mean at least its mean. Percentiles of the
 * service are read off a sample of demands; a rule is only called impossible where the sample leaves no doubt.
 */
export function impossibleRules(scenario: Scenario): Impossible[] {
  const latencies = scenario.slo.filter(({ figure }) => figure === 'mean' || figure in FRACTIONS);
  if (latencies.length === 0) return [];
  const services = sampleServices(scenario);
  return latencies.flatMap((slo) => {
    const [surely, likely] = floorOf(slo, services);
    const fails = slo.operator === '<' ? surely >= slo.bound : surely > slo.bound;
    return fails ? [{ rule: slo.rule, figure: slo.figure, demandMs: rounded(likely * 1000) }] : [];
  });
}

/** A value that the figure surely exceeds, and the likely one [s]. */
function floorOf({ figure }: Slo, services: Services): [number, number] {
  const n = services.histogram.count;
  if (figure === 'mean') return [services.mean - (CERTAIN * services.deviation) / Math.sqrt(n), services.mean];
  const p = FRACTIONS[figure]!;
  const ranks = CERTAIN * Math.sqrt((p * (1 - p)) / n);
  const [surely, likely] = services.histogram.quantiles([Math.max(0, p - ranks), p]);
  return [surely!, likely!];
}

interface Services {
  readonly histogram: Histogram;
  readonly mean: number;
  readonly deviation: number;
}

/** Service times of requests that meet nobody else, cut off where the client or the router stops waiting. */
function sampleServices({ requests: classes, trace, run, server, web, traffic, router }: Scenario): Services {
  const requests = new Requests(Math.max(...classes.map((c) => c.phases.length)), 1);
  const demands = new Demands(requests, classes, new Streams(run.seed, 0), trace);
  const patience = Math.min(traffic.timeout, findRouterGeneration(router.generation)!.firstByteTimeout);
  const histogram = new Histogram();
  const draws = trace ? Math.min(DRAWS, trace.arrival.length) : DRAWS;
  let [sum, squares] = [0, 0];
  for (let row = 0; row < draws; row++) {
    demands.draw(0, row);
    const { phases } = classes[requests.classOf[0]!]!;
    const scaled = phases.map(({ kind }, k) => requests.demands[k]! / (kind === 'cpu' ? web.speed : 1));
    const service = Math.min(
      patience,
      scaled.reduce((total, time) => total + time, cpuOverhead(server.profile)),
    );
    histogram.add(service);
    sum += service;
    squares += service ** 2;
  }
  const mean = sum / draws;
  return { histogram, mean, deviation: Math.sqrt(Math.max(0, squares / draws - mean ** 2)) };
}
