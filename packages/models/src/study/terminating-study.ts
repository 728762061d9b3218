import type { Result } from '../measure/result.ts';
import type { ReplicationSummary } from '../measure/summary.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { ReplicationOrder } from '../simulate.ts';
import { buildResult } from './build-result.ts';
import { isDeterministic } from './deterministic.ts';
import { offeredLoad } from './offered-load.ts';
import type { Study } from './study.ts';

/** Enough for t = 2.09, close to the 1.96 of infinitely many (assumed to be a good price for an interval). */
const REPLICATIONS = 20;
const POINTS = 100;

/** A run with a beginning and an end: replications of the very same length, nothing cut off, numbers always given. */
export class TerminatingStudy implements Study {
  private readonly scenario: Scenario;
  private readonly orders: readonly ReplicationOrder[];
  private readonly done: ReplicationSummary[] = [];

  constructor(scenario: Scenario) {
    this.scenario = scenario;
    const count = scenario.run.replications ?? REPLICATIONS;
    const { duration, window } = scenario.run;
    const end = duration ?? scenario.profile?.end ?? Number.POSITIVE_INFINITY;
    const [from, to] = window ?? [0, end];
    const seriesEnd = duration ?? scenario.profile?.end ?? lastArrival(scenario) * 1.05;
    this.orders = Array.from({ length: count }, (_, replication) => {
      return { replication, from, to, end, untilAnswered: false, points: seriesEnd > 0 ? POINTS : 0, seriesEnd };
    });
  }

  get progress(): number {
    return this.done.length / this.orders.length;
  }

  /** One is enough where nothing is random; whether a full listen queue makes clients race shows in the first. */
  next(): readonly ReplicationOrder[] {
    const { run } = this.scenario;
    if (run.replications !== undefined || !isDeterministic(this.scenario)) return this.orders.slice(this.done.length);
    const [first] = this.done;
    if (!first) return this.orders.slice(0, 1);
    return first.droppedSyns === 0 ? [] : this.orders.slice(this.done.length);
  }

  accept(summaries: readonly ReplicationSummary[]): void {
    this.done.push(...summaries);
  }

  result(): Result | undefined {
    if (this.done.length === 0) return undefined;
    const load = offeredLoad(this.scenario);
    return buildResult({
      scenario: this.scenario,
      summaries: this.done,
      load,
      warmup: 0,
      growth: undefined,
      notes: [],
    });
  }
}

function lastArrival({ trace, traffic }: Scenario): number {
  return trace && trace.arrival.length > 0 ? trace.arrival[trace.arrival.length - 1]! / (traffic.scale ?? 1) : 0;
}
