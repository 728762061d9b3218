import { type Estimate, Fingerprint, ratioInterval, type Sections } from '@dynosim/sim-core';
import { CONFIDENCE } from '../measure/pool.ts';
import type { ReplicationSummary } from '../measure/summary.ts';

type Of = (summary: ReplicationSummary) => number;

/** Figures that are sums or ratios over replications of the same length. */
export class Replications {
  readonly summaries: readonly ReplicationSummary[];

  constructor(summaries: readonly ReplicationSummary[]) {
    this.summaries = summaries;
  }

  /** Over all replications. */
  sum(of: Of): number {
    return this.summaries.reduce((sum, s) => sum + of(s), 0);
  }

  /** Mean per replication. */
  mean(of: Of): number {
    return this.sum(of) / this.summaries.length;
  }

  /** A ratio of sums with its interval: errors per request. */
  ratio(above: Of, below: Of): Estimate {
    return ratioInterval(this.summaries.map(above), this.summaries.map(below), CONFIDENCE);
  }

  /** Replication by replication, for the differences of two designs. */
  ratioSections(above: Of, below: Of): Sections {
    return { pooled: this.mean(above) / this.mean(below), parts: this.summaries.map((s) => above(s) / below(s)) };
  }

  /** So many a second of the observation. */
  perSecond(of: Of): Estimate {
    return this.ratio(of, (s) => s.to - s.from);
  }

  /** The fingerprints of all together. */
  fingerprint(): string {
    const all = new Fingerprint();
    for (const { fingerprint } of this.summaries) all.merge(fingerprint);
    return all.toString();
  }
}
