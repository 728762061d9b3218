import { RoundPlan } from '@dynosim/sim-core';
import type { Result } from '../measure/result.ts';
import type { ReplicationSummary } from '../measure/summary.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { ReplicationOrder } from '../simulate.ts';
import { buildResult } from './build-result.ts';
import { type ComparisonResult, comparisonResult } from './comparison-result.ts';
import { widestDifference } from './differences.ts';
import { offeredLoad } from './offered-load.ts';
import { Observed } from './paired-figures.ts';
import { createStudy, type Study } from './study.ts';

/** Something of each of the two designs. */
export interface Pair<T> {
  readonly a: T;
  readonly b: T;
}

type Orders = readonly ReplicationOrder[];
type Summaries = readonly ReplicationSummary[];

/**
 * Two designs on the same random numbers. Each is first looked at on its own, for its warm-up and whether it is stable;
 * then both run the same replications, with the longer of the two warm-ups, in rounds that are made longer until the
 * differences are known well enough. Where one is saturated there is nothing to compare, and the other is answered
 * alone. Runs with an end are paired as they are. Like a study, it never runs anything itself.
 */
export class Comparison {
  private readonly scenarios: Pair<Scenario>;
  private readonly studies: Pair<Study>;
  /** What each study wants next: a round that counts is held back until both have come so far. */
  private wanted: Pair<Orders>;
  private rounds: Rounds | undefined;
  /** Of runs with an end, which come in one or two batches. */
  private replications: Pair<Summaries> = { a: [], b: [] };

  constructor(a: Scenario, b: Scenario) {
    this.scenarios = { a, b };
    this.studies = { a: createStudy(a), b: createStudy(b) };
    this.wanted = { a: this.studies.a.next(), b: this.studies.b.next() };
    this.startRounds();
  }

  get progress(): number {
    if (this.rounds) return this.rounds.progress;
    const { a, b } = this.studies;
    return (a.progress + b.progress) / 2;
  }

  /** Replications wanted now of both; none of either when the comparison is done. */
  next(): Pair<Orders> {
    if (this.rounds) return this.rounds.next();
    const { a, b } = this.wanted;
    if (a.length > 0 && b.length > 0 && isRound(a) !== isRound(b)) return isRound(a) ? { a: [], b } : { a, b: [] };
    return this.wanted;
  }

  /** The summaries of all that was wanted, in its order. */
  accept(done: Pair<Summaries>): void {
    if (this.rounds) {
      this.rounds.accept(done);
      return;
    }
    this.wanted = { a: this.stepped('a', done.a), b: this.stepped('b', done.b) };
    this.startRounds();
  }

  /** Of what has been accepted so far; undefined while there is nothing to compare. */
  result(): ComparisonResult | undefined {
    const { scenarios, rounds } = this;
    if (rounds) return rounds.result();
    const [a, b] = [this.studies.a.result(), this.studies.b.result()];
    if (!a || !b || !this.isDone) return undefined;
    const paired = this.isTerminating ? padded(this.replications) : undefined;
    return comparisonResult(scenarios, { results: [a, b], paired });
  }

  private get isTerminating(): boolean {
    return this.scenarios.a.run.horizon === 'terminating';
  }

  private get isDone(): boolean {
    return this.wanted.a.length === 0 && this.wanted.b.length === 0;
  }

  private stepped(side: 'a' | 'b', summaries: Summaries): Orders {
    if (summaries.length === 0) return this.wanted[side];
    this.studies[side].accept(summaries);
    if (this.isTerminating)
      this.replications = { ...this.replications, [side]: [...this.replications[side], ...summaries] };
    return this.studies[side].next();
  }

  /** Both are stable: from here on they are run together. */
  private startRounds(): void {
    const { a, b } = this.wanted;
    if (isRound(a) && isRound(b)) this.rounds = new Rounds(this.scenarios, this.wanted);
  }
}

/** Batches that follow every request to its answer are those of a steady state; pilots and runs with an end do not. */
function isRound(batch: Orders): boolean {
  return batch[0]?.untilAnswered === true;
}

/** Where nothing is random one replication stands for any number of them. */
function padded({ a, b }: Pair<Summaries>): Pair<Summaries> {
  const count = Math.max(a.length, b.length);
  const fill = (all: Summaries): Summaries => (all.length === 1 ? new Array(count).fill(all[0]) : all);
  return { a: fill(a), b: fill(b) };
}

/** The paired rounds of two stable designs. */
class Rounds {
  private done: Pair<Summaries> | undefined;
  private reached = Number.POSITIVE_INFINITY;
  private readonly scenarios: Pair<Scenario>;
  private readonly plan: RoundPlan;
  private readonly warmup: number;
  private readonly count: number;
  private first: number;
  private isLast = false;

  constructor(scenarios: Pair<Scenario>, { a, b }: Pair<Orders>) {
    this.scenarios = scenarios;
    const orders = [a[0]!, b[0]!];
    this.count = a.length;
    this.first = Math.max(...orders.map(({ replication }) => replication));
    this.warmup = Math.max(...orders.map(({ from }) => from));
    const length = Math.max(...orders.map(({ from, to }) => to - from));
    this.plan = new RoundPlan(length, this.longest() - this.warmup);
  }

  get progress(): number {
    if (this.isLast) return 1;
    return Math.min(0.95, (this.scenarios.a.run.precision / this.reached) ** 2);
  }

  next(): Pair<Orders> {
    if (this.isLast) return { a: [], b: [] };
    const [from, to] = [this.warmup, this.warmup + this.plan.length];
    const shape = { from, to, end: Number.POSITIVE_INFINITY, untilAnswered: true, points: 0, seriesEnd: to };
    const orders = Array.from({ length: this.count }, (_, r) => ({ replication: this.first + r, ...shape }));
    return { a: orders, b: orders };
  }

  /** Every round draws afresh: the same numbers again, only longer, would favour rounds that happened to look good. */
  accept(paired: Pair<Summaries>): void {
    const { a, b } = this.scenarios;
    this.done = paired;
    this.reached = widestDifference(new Observed(a, paired.a), new Observed(b, paired.b));
    this.first += this.count;
    this.isLast = this.plan.judge(this.reached / a.run.precision);
  }

  result(): ComparisonResult | undefined {
    const { scenarios, done: paired, warmup } = this;
    if (!paired) return undefined;
    const alone = (side: 'a' | 'b'): Result => {
      const [scenario, summaries] = [scenarios[side], paired[side]];
      const load = offeredLoad(scenario);
      return buildResult({ scenario, summaries, load, warmup, growth: undefined, notes: [], isUnsettled: false });
    };
    return comparisonResult(scenarios, { results: [alone('a'), alone('b')], paired });
  }

  /** What the patience for each of the two allows [s]. */
  private longest(): number {
    const { a, b } = this.scenarios;
    return Math.min(...[a, b].map((one) => one.run.maxRequests / this.count / offeredLoad(one).rate));
  }
}

/** Runs a comparison here and now, on this thread. */
export function runComparison(
  a: Scenario,
  b: Scenario,
  replicate: (scenario: Scenario, order: ReplicationOrder) => ReplicationSummary,
): ComparisonResult {
  const comparison = new Comparison(a, b);
  for (let batch = comparison.next(); batch.a.length + batch.b.length > 0; batch = comparison.next()) {
    comparison.accept({
      a: batch.a.map((order) => replicate(a, order)),
      b: batch.b.map((order) => replicate(b, order)),
    });
  }
  return comparison.result()!;
}
