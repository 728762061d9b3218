import { NO_FIGURE, rounded } from '../measure/pool.ts';
import type { Figure } from '../measure/result.ts';
import type { CapacityPoint } from './capacity.ts';
import type { LoadAxis } from './load-axis.ts';
import type { Objective } from './objective.ts';
import type { Reading } from './reading.ts';
import { shownReading } from './shown-reading.ts';

/** A reading as a point of the curve; `count` dynos in all, of which one may have been simulated for all. */
export function capacityPoint(
  axis: LoadAxis,
  load: number,
  reading: Reading,
  objectives: readonly Objective[],
  count: number,
): CapacityPoint {
  const arriving = axis.ratePerSecond(load);
  const answers = reading.throughput().value * (count / reading.design.scenario.web.count);
  return {
    load: rounded(load),
    ratePerSecond: rounded(Number.isNaN(arriving) ? answers : arriving),
    meanMs: reading.mean(),
    ...shownReading(reading),
    holds: reading.verdict(objectives),
    requests: reading.requests,
  };
}

/** Requests a second at a limit: what arrives then, or between which simulated throughputs of clients it lies. */
export function rateOf(axis: LoadAxis, limit: Figure, points: readonly CapacityPoint[]): Figure {
  if (limit.value === null && limit.low === null) return NO_FIGURE;
  const rate = (load: number | null): number | null => {
    if (load === null) return null;
    const arriving = axis.ratePerSecond(load);
    return Number.isNaN(arriving) ? interpolated(load, points) : rounded(arriving);
  };
  return { value: rate(limit.value), low: rate(limit.low), high: rate(limit.high) };
}

function interpolated(load: number, points: readonly CapacityPoint[]): number | null {
  const above = points.find((point) => point.load >= load) ?? points.at(-1);
  const below = points.findLast((point) => point.load <= load) ?? points[0];
  if (above === undefined || below === undefined) return null;
  const part = above.load === below.load ? 0 : (load - below.load) / (above.load - below.load);
  const within = Math.min(1, Math.max(0, part));
  return rounded(below.ratePerSecond + within * (above.ratePerSecond - below.ratePerSecond));
}
