import {
  type Estimate,
  type HistogramSummary,
  mergeHistograms,
  mergeTallies,
  quantileInfluences,
  quantileIntervals,
  ratioInterval,
  type SampleSummary,
  type Sections,
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

/** Percentiles of a result. */
const SHOWN = [0.5, 0.9, 0.95, 0.99, 0.999];

/** A sample of all replications together, with the replications apart for the intervals. */
export class Pool {
  readonly tally: TallySummary;
  private readonly tallies: readonly TallySummary[];
  private readonly samples: readonly (readonly SampleSummary[])[];
  /** By p: all that results show are found in one pass. */
  private quantiles = new Map<number, Estimate>();

  constructor(summaries: readonly ReplicationSummary[], pick: Pick) {
    this.samples = summaries.map(pick);
    this.tallies = this.samples.map((parts) => parts.map((part) => part.times).reduce(mergeTallies));
    this.tally = this.tallies.reduce(mergeTallies);
  }

  mean(): Estimate {
    const counts = this.tallies.map((t) => t.count);
    const sums = this.tallies.map((t) => (t.count > 0 ? t.count * t.mean : 0));
    return ratioInterval(sums, counts, CONFIDENCE);
  }

  /** Replication by replication, for the differences of two designs. */
  meanSections(): Sections {
    return { pooled: this.tally.mean, parts: this.tallies.map((t) => t.mean) };
  }

  deviation(): Estimate {
    return sectioningInterval(standardDeviation(this.tally), this.tallies.map(standardDeviation), CONFIDENCE);
  }

  quantile(p: number): Estimate {
    if (!this.quantiles.has(p)) {
      const ps = [...new Set([...SHOWN, p])];
      const found = quantileIntervals(this.histograms(), ps, CONFIDENCE);
      this.quantiles = new Map(ps.map((each, i) => [each, found[i]!]));
    }
    return this.quantiles.get(p)!;
  }

  /** By the weight of each replication, for the differences of two designs. */
  quantileInfluences(p: number): Sections {
    return quantileInfluences(this.histograms(), p);
  }

  private histograms(): HistogramSummary[] {
    return this.samples.map((parts) => mergeHistograms(parts.map((part) => part.histogram)));
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

/** An estimate as a result shows it: in the unit of the border, without digits that mean nothing. */
export function figure(estimate: Estimate, factor = 1): Figure {
  const shown = (x: number | null): number | null => (x === null || Number.isNaN(x) ? null : rounded(x * factor));
  const { value, low, high } = estimate;
  return { value: shown(value), low: shown(low === null ? null : Math.max(0, low)), high: shown(high) };
}

/** A share as a result shows it: with few replications an interval may reach beyond all. */
export function shareFigure({ value, low, high }: Estimate): Figure {
  return figure({ value, low, high: high === null ? null : Math.max(value, Math.min(1, high)) });
}

export const NO_FIGURE: Figure = { value: null, low: null, high: null };

/** Seven significant digits: more than any simulation knows, and the same bytes everywhere. */
export function rounded(x: number): number {
  return Number(x.toPrecision(7));
}
