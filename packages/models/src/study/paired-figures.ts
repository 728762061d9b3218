import type { Estimate, Sections } from '@dynosim/sim-core';
import { allTimes, Pool } from '../measure/pool.ts';
import type { ReplicationSummary } from '../measure/summary.ts';
import { Outcome } from '../request/outcome.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { workerPlaces } from '../servers/profile.ts';
import { Replications } from './replications.ts';

/** The replications of one design, and what two designs are compared by. */
export class Observed {
  readonly scenario: Scenario;
  readonly all: Replications;
  readonly times: Pool;

  constructor(scenario: Scenario, summaries: readonly ReplicationSummary[]) {
    this.scenario = scenario;
    this.all = new Replications(summaries);
    this.times = new Pool(summaries, allTimes);
  }

  /** [s]. */
  mean(): Sections {
    return this.times.meanSections();
  }

  /** [s]. */
  quantileInfluences(p: number): Sections {
    return this.times.quantileInfluences(p);
  }

  /** [1/s]. */
  throughput(): Sections {
    return this.all.ratioSections((s) => s.answers, seconds);
  }

  errors(): Sections {
    return this.all.ratioSections(bad, outcomes);
  }

  workers(): Sections {
    const { web, server } = this.scenario;
    return this.all.ratioSections(
      (s) => s.busy,
      (s) => seconds(s) * web.count * workerPlaces(server.profile),
    );
  }

  cpu(): Sections {
    const { web } = this.scenario;
    return this.all.ratioSections(
      (s) => s.cpu,
      (s) => seconds(s) * web.count * web.cores,
    );
  }
}

const seconds = (s: ReplicationSummary): number => s.to - s.from;

/** Requests that count and have an outcome, and those of them with a bad one. */
export const outcomes = (s: ReplicationSummary): number => s.arrived - s.inFlight;
export const bad = (s: ReplicationSummary): number => outcomes(s) - s.codes[Outcome.ok]!;

/** Figures of a comparison: where each comes from, and what it takes to show it in the unit of its name. */
export const pairedFigures = {
  meanMs: { of: (design) => design.mean(), factor: 1000 },
  p50Ms: quantile(0.5),
  p95Ms: quantile(0.95),
  p99Ms: quantile(0.99),
  throughputPerSecond: { of: (design) => design.throughput(), factor: 1 },
  errorRate: { of: (design) => design.errors(), factor: 1 },
  workersUtilisation: { of: (design) => design.workers(), factor: 1 },
  cpuUtilisation: { of: (design) => design.cpu(), factor: 1 },
} as const satisfies Readonly<Record<string, PairedFigure>>;

export interface PairedFigure {
  readonly of: (design: Observed) => Sections;
  readonly factor: number;
  /** Of one design by itself, where that is better made in another way. */
  readonly estimate?: (design: Observed) => Estimate;
}

function quantile(p: number): PairedFigure {
  return {
    of: (design) => design.quantileInfluences(p),
    estimate: (design) => design.times.quantile(p),
    factor: 1000,
  };
}

export type PairedFigureName = keyof typeof pairedFigures;
