import {
  type Estimate,
  Histogram,
  mergeTallies,
  quantileInterval,
  ratioInterval,
  type SampleSummary,
  sectioningInterval,
  standardDeviation,
  type TallySummary,
} from '@dynosim/sim-core';
import type { Figure, Percentiles } from './result.ts';
import type { ReplicationSummary } from './summary.ts';

/** Of every interval that a result shows. */
export const CONFIDENCE = 0.95;

/** Which of a replication's samples make up a figure. */
export type Pick = (summary: ReplicationSummary) => readonly SampleSummary[];

export const allTimes: Pick = (s) => [s.ok, s.failed];
export const okTimes: Pick = (s) => [s.ok];
export const waits: Pick = (s) => [s.waits];

/** A sample of all replications together, with the replications apart for the intervals. */
export class Pool {
  readonly tally: TallySummary;
  private readonly histogram = new Histogram();
  private readonly tallies: readonly TallySummary[];
  private readonly histograms: readonly Histogram[];

  constructor(summaries: readonly ReplicationSummary[], pick: Pick) {
    const samples = summaries.map(pick);
    this.tallies = samples.map((parts) => parts.map((part) => part.times).reduce(mergeTallies));
    this.histograms = samples.map((parts) => merged(parts));
    this.tally = this.tallies.reduce(mergeTallies);
    for (const part of samples.flat()) this.histogram.merge(part.histogram);
  }

  mean(): Estimate {
    const counts = this.tallies.map((t) => t.count);
    const sums = this.tallies.map((t) => (t.count > 0 ? t.count * t.mean : 0));
    return ratioInterval(sums, counts, CONFIDENCE);
  }

  deviation(): Estimate {
    return sectioningInterval(standardDeviation(this.tally), this.tallies.map(standardDeviation), CONFIDENCE);
  }

  quantile(p: number): Estimate {
    return quantileInterval(this.histogram, this.histograms, p, CONFIDENCE);
  }

  /** In milliseconds, as a result shows them. */
  percentilesMs(): Percentiles {
    return {
      mean: figure(this.mean(), 1000),
      sd: figure(this.deviation(), 1000),
      p50: figure(this.quantile(0.5), 1000),
      p90: figure(this.quantile(0.9), 1000),
      p95: figure(this.quantile(0.95), 1000),
      p99: figure(this.quantile(0.99), 1000),
      p999: figure(this.quantile(0.999), 1000),
      max: this.tally.count > 0 ? rounded(this.tally.max * 1000) : null,
    };
  }
}

function merged(parts: readonly SampleSummary[]): Histogram {
  const histogram = new Histogram();
  for (const part of parts) histogram.merge(part.histogram);
  return histogram;
}

/** An estimate as a result shows it: in the unit of the border, without digits that mean nothing. */
export function figure(estimate: Estimate, factor = 1): Figure {
  const shown = (x: number | null): number | null => (x === null || Number.isNaN(x) ? null : rounded(x * factor));
  const { value, low, high } = estimate;
  return { value: shown(value), low: shown(low === null ? null : Math.max(0, low)), high: shown(high) };
}

export const NO_FIGURE: Figure = { value: null, low: null, high: null };

/** Seven significant digits: more than any simulation knows, and the same bytes everywhere. */
export function rounded(x: number): number {
  return Number(x.toPrecision(7));
}
