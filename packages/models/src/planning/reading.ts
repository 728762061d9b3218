import { type Estimate, sectioningInterval } from '@dynosim/sim-core';
import { allTimes, CONFIDENCE, figure, Pool } from '../measure/pool.ts';
import type { Figure, SloResult } from '../measure/result.ts';
import type { ReplicationSummary } from '../measure/summary.ts';
import { Outcome } from '../request/outcome.ts';
import { workerPlaces } from '../servers/profile.ts';
import { Replications } from '../study/replications.ts';
import type { Design } from './design.ts';
import type { Objective } from './objective.ts';

/** A ratio of two sums, over all replications and in each of them. */
export interface Ratio {
  readonly pooled: number;
  readonly parts: readonly number[];
}

/** What the replications of one design say. */
export class Reading {
  readonly design: Design;
  readonly summaries: readonly ReplicationSummary[];
  private readonly all: Replications;
  private pool: Pool | undefined;

  constructor(design: Design, summaries: readonly ReplicationSummary[]) {
    this.design = design;
    this.summaries = summaries;
    this.all = new Replications(summaries);
  }

  get requests(): number {
    return this.all.sum((s) => s.arrived);
  }

  ratio({ amount, of }: Pick<Objective, 'amount' | 'of'>): Ratio {
    const parts = this.summaries.map((s) => amount(s) / of(s)).filter((part) => !Number.isNaN(part));
    return { pooled: this.all.sum(amount) / this.all.sum(of), parts };
  }

  /** Below 0 where the objective is met: the logarithm of how much of what it allows is used. */
  excess(objective: Objective): number {
    const { pooled } = this.ratio(objective);
    if (pooled > 0) return Math.log(pooled / objective.allowed);
    return Math.log(Math.min(0.5, 0.5 / this.all.sum(objective.of) / objective.allowed));
  }

  /** Of the objective that is closest to its bound, or furthest beyond. */
  worst(objectives: readonly Objective[]): number {
    return Math.max(...objectives.map((objective) => this.excess(objective)));
  }

  /** Whether an objective holds: at both ends of its interval, at neither, or undecided. */
  judge(objective: Objective, confidence: number = CONFIDENCE): SloResult['holds'] {
    const { pooled, parts } = this.ratio(objective);
    const { low, high } = sectioningInterval(pooled, parts, confidence);
    const { allowed } = objective;
    if ((high ?? pooled) <= allowed) return 'yes';
    return (low ?? pooled) > allowed ? 'no' : 'unsure';
  }

  /** Of all objectives together. */
  verdict(objectives: readonly Objective[]): SloResult['holds'] {
    const all = objectives.map((objective) => this.judge(objective));
    if (all.includes('no')) return 'no';
    return all.includes('unsure') ? 'unsure' : 'yes';
  }

  percentile(p: number): Figure {
    return figure(this.times.quantile(p), 1000);
  }

  mean(): Figure {
    return figure(this.times.mean(), 1000);
  }

  /** Of the workers' slots (of loops, the time for which they compute), or of the cores. */
  utilisation(resource: 'workers' | 'cpu'): Estimate {
    const { web, server } = this.design.scenario;
    const units = web.count * (resource === 'cpu' ? web.cores : workerPlaces(server.profile));
    return this.all.ratio(
      (s) => (resource === 'cpu' ? s.cpu : s.busy),
      (s) => (s.to - s.from) * units,
    );
  }

  errorRate(): Estimate {
    const outcomes = (s: ReplicationSummary): number => s.arrived - s.inFlight;
    return this.all.ratio((s) => outcomes(s) - s.codes[Outcome.ok]!, outcomes);
  }

  throughput(): Estimate {
    return this.all.perSecond((s) => s.answers);
  }

  /** Made once and when it is wanted: sorting candidates asks for the same percentile again and again. */
  private get times(): Pool {
    return (this.pool ??= new Pool(this.summaries, allTimes));
  }
}
