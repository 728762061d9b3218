import type { Result } from '../measure/result.ts';
import type { ReplicationSummary } from '../measure/summary.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { ReplicationOrder } from '../simulate.ts';
import { buildResult } from './build-result.ts';
import { isDeterministic, sawNoChance } from './deterministic.ts';
import { type OfferedLoad, offeredLoad } from './offered-load.ts';
import type { Study } from './study.ts';

/** Enough for t = 2.09, close to the 1.96 of infinitely many (assumed to be a good price for an interval). */
const REPLICATIONS = 20;
/** Fewest for an interval worth its name, t = 4.3: a long run varies little from one replication to the next. */
const FEWEST = 3;
/** Of all replications together, if the scenario says nothing: half a minute. Assumed patience. */
const REQUESTS = 50_000_000;
const POINTS = 100;

/**
 * A run with a beginning and an end: replications of the very same length, nothing cut off, numbers always given. How
 * many is fixed before the first one runs, by what they will cost: a number that depended on how narrow the intervals
 * come out would make them cover too little.
 */
export class TerminatingStudy implements Study {
  private readonly scenario: Scenario;
  private readonly load: OfferedLoad;
  private readonly orders: readonly ReplicationOrder[];
  private readonly done: ReplicationSummary[] = [];

  constructor(scenario: Scenario) {
    this.scenario = scenario;
    const { duration, window } = scenario.run;
    const end = duration ?? scenario.profile?.end ?? Number.POSITIVE_INFINITY;
    this.load = offeredLoad(scenario);
    const count = scenario.run.replications ?? affordable(scenario, this.load, end);
    const [from, to] = window ?? [0, end];
    const seriesEnd = duration ?? scenario.profile?.end ?? lastArrival(scenario) * 1.05;
    this.orders = Array.from({ length: count }, (_, replication) => {
      return { replication, from, to, end, untilAnswered: false, points: seriesEnd > 0 ? POINTS : 0, seriesEnd };
    });
  }

  get progress(): number {
    return this.done.length / this.orders.length;
  }

  /** One is enough where nothing is random; whether anything was shows in the first. */
  next(): readonly ReplicationOrder[] {
    const { scenario, orders, done } = this;
    const rest = orders.slice(done.length);
    if (scenario.run.replications !== undefined || !isDeterministic(scenario)) return rest;
    const [first] = done;
    if (!first) return rest.slice(0, 1);
    return sawNoChance(scenario, first) ? [] : rest;
  }

  accept(summaries: readonly ReplicationSummary[]): void {
    this.done.push(...summaries);
  }

  result(): Result | undefined {
    if (this.done.length === 0) return undefined;
    const { scenario, done: summaries, load } = this;
    return buildResult({
      scenario,
      summaries,
      load,
      warmup: 0,
      growth: undefined,
      notes: this.notes(),
      isUnsettled: false,
    });
  }

  /** What few replications mean for the intervals, unless the user asked for them or nothing was random. */
  private notes(): string[] {
    const { run } = this.scenario;
    const count = this.orders.length;
    if (run.replications !== undefined || count >= REPLICATIONS || this.done.length < count) return [];
    const why = 'because of their many requests';
    if (count > 1) return [`${count} runs instead of ${REPLICATIONS} ${why}: run.replications asks for more`];
    return isDeterministic(this.scenario) ? [] : [`one run ${why}, so no interval: run.replications asks for more`];
  }
}

/** As many replications as the budget of requests allows. */
function affordable(scenario: Scenario, { rate, closed }: OfferedLoad, end: number): number {
  const { run, trace } = scenario;
  const isAsked = run.maxRequests < Number.POSITIVE_INFINITY;
  const requests = !closed && trace ? trace.arrival.length : rate * end;
  const count = Math.floor((isAsked ? run.maxRequests : REQUESTS) / requests);
  return Number.isNaN(count) ? REPLICATIONS : Math.min(REPLICATIONS, Math.max(isAsked ? 1 : FEWEST, count));
}

function lastArrival({ trace, traffic }: Scenario): number {
  return trace && trace.arrival.length > 0 ? trace.arrival[trace.arrival.length - 1]! / (traffic.scale ?? 1) : 0;
}
