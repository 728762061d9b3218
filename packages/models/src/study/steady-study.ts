import { mser5, ROUND_STEP } from '@dynosim/sim-core';
import { CONFIDENCE } from '../measure/pool.ts';
import type { Result } from '../measure/result.ts';
import type { ReplicationSummary } from '../measure/summary.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { workerPlaces } from '../servers/profile.ts';
import type { ReplicationOrder } from '../simulate.ts';
import { buildResult } from './build-result.ts';
import { backlogGrowth, type Growth } from './growth.ts';
import { type OfferedLoad, offeredLoad } from './offered-load.ts';
import { isSaturated } from './saturation.ts';
import { widestInterval } from './stopping.ts';
import type { Study } from './study.ts';
import { shortestWarmup } from './transient.ts';

/** Even, for two cores; t = 2.02 is close to the 1.96 of infinitely many, and one odd replication weighs little. */
const REPLICATIONS = 40;
const PILOT_REQUESTS = 1000;
const POINTS = 200;
/** Of a run at most this part is warm-up: what is left of the transient is then far below the interval. */
const WARMUP_SHARE = 0.1;
/** Fewer replications know too little of their own variance to plan by: then the usual number plans, and these report. */
const FEW = 10;
/** A round is longer than predicted, because the prediction rests on an estimate of a variance. */
const SAFETY = 1.8;
/** A round that was not long enough by plan has to do clearly better than wanted, or it was only lucky. */
const CLEARLY = 0.25;
/** A saturated system is watched this much longer before it is called so. */
const CONFIRMATION = 10;
/** Of hosts that are all different: an interval of 5 % needs some hundreds to thousands of them. */
const MOST_RUNS = 5000;

/**
 * The long run: a pilot finds the warm-up and tells a stable system from one whose backlog grows; then rounds of
 * replications of equal length, each round longer, until the intervals are as narrow as wanted. Every round draws
 * afresh: a round that was stopped at because its intervals happened to come out narrow would cover too little
 * (docs/statistics.md has the figures), and so the length of a round must not depend on its own draws.
 */
export class SteadyStudy implements Study {
  private readonly scenario: Scenario;
  private readonly load: OfferedLoad;
  /** Replications of a round, and of the one that is reported. */
  private count: number;
  private readonly wanted: number;
  private readonly longest: number;
  /** Replications that have been asked for. */
  private drawn = 0;
  /** True if this round's length was chosen to be enough. */
  private isPlanned = false;
  private length: number;
  private warmup = 0;
  private state: 'pilot' | 'main' | 'report' | 'done' = 'pilot';
  /** True once the system has looked saturated. */
  private isConfirming = false;
  /** True where run.max-requests ends the runs before they have forgotten their empty start. */
  private isUnsettled = false;
  /** Set where the system is saturated. */
  private growth: Growth | undefined;
  private done: readonly ReplicationSummary[] = [];
  private reached = Number.POSITIVE_INFINITY;

  constructor(scenario: Scenario) {
    this.scenario = scenario;
    this.load = offeredLoad(scenario);
    this.wanted = scenario.run.replications ?? REPLICATIONS;
    this.count = this.wanted < FEW ? REPLICATIONS : this.wanted;
    this.longest = scenario.run.maxRequests / this.count / this.load.rate;
    this.length = Math.min(this.longest, PILOT_REQUESTS / this.load.rate + 20 * this.load.service);
  }

  get progress(): number {
    if (this.state === 'done') return 1;
    const ratio = this.scenario.run.precision / this.reached;
    return Number.isFinite(this.reached) ? Math.min(0.95, ratio * ratio) : 0;
  }

  next(): readonly ReplicationOrder[] {
    if (this.state === 'done') return [];
    const pilot = this.state === 'pilot';
    const [from, to] = pilot ? [0, this.length] : [this.warmup, this.warmup + this.length];
    const order = {
      from,
      to,
      end: pilot ? to : Number.POSITIVE_INFINITY,
      untilAnswered: !pilot,
      seriesEnd: to,
    };
    const first = this.drawn;
    const count = this.state === 'report' ? this.wanted : this.count;
    this.drawn += count;
    // Of a round one replication shows how things went over time: all of them would cost time that nobody looks at.
    return Array.from({ length: count }, (_, r) => ({
      replication: first + r,
      ...order,
      points: pilot || r === 0 ? POINTS : 0,
    }));
  }

  accept(summaries: readonly ReplicationSummary[]): void {
    this.done = summaries;
    if (this.state === 'pilot') this.judgePilot(summaries);
    else if (this.state === 'main') this.judgeMain(summaries);
    else this.state = 'done';
  }

  /** Also of an experiment that was interrupted: what the last whole batch has to say, and what it leaves open. */
  result(): Result | undefined {
    const { scenario, done: summaries, load } = this;
    const first = summaries[0];
    if (!first) return undefined;
    const { growth } = this;
    const notes = growth ? [] : steadyNotes(summaries, scenario.run.precision);
    return buildResult({ scenario, summaries, load, warmup: first.from, growth, notes, isUnsettled: this.isUnsettled });
  }

  /** Longer pilots until the transient has an end within the first half, or the backlog clearly grows. */
  private judgePilot(summaries: readonly ReplicationSummary[]): void {
    const { web, server } = this.scenario;
    const growth = backlogGrowth(summaries, web.count * workerPlaces(server.profile), CONFIDENCE);
    const atLimit = this.length >= this.longest;
    if (this.judgeGrowth(growth, atLimit)) return;
    const { cut, found } = mser5(meanTimes(summaries));
    if ((!found || growth.isGrowing) && !atLimit) {
      this.length = Math.min(this.longest, this.length * 2);
    } else {
      const needed = shortestWarmup(this.scenario, this.load);
      const theory = Math.min(needed, WARMUP_SHARE * this.longest);
      this.isUnsettled = growth.isGrowing || needed > theory;
      this.warmup = Math.max((cut / POINTS) * this.length, theory);
      const wanted = Math.max(this.length, this.warmup / WARMUP_SHARE);
      this.length = Math.min(wanted, Math.max(this.length, this.longest - this.warmup));
      this.state = 'main';
    }
  }

  /**
   * True if the system is saturated, or looks so and wants a longer look: overload shows in the first pilot, a second
   * one says how fast the backlog grows once all workers are busy.
   */
  private judgeGrowth(growth: Growth, atLimit: boolean): boolean {
    if (!isSaturated(this.scenario, this.load, growth)) return false;
    if (this.isConfirming || atLimit) {
      this.growth = growth;
      this.state = 'done';
    } else {
      this.isConfirming = true;
      this.length = Math.min(this.longest, this.length * CONFIRMATION);
    }
    return true;
  }

  private judgeMain(summaries: readonly ReplicationSummary[]): void {
    const { precision } = this.scenario.run;
    this.reached = widestInterval(summaries, precision);
    const isEnough = this.reached <= (this.isPlanned ? 1 : CLEARLY) * precision;
    if (isEnough || this.room <= 1) this.state = 'done';
    else {
      const step = Math.max(ROUND_STEP.smallest, SAFETY * (this.reached / precision) ** 2);
      this.isPlanned = step <= ROUND_STEP.largest;
      this.grow(Math.min(ROUND_STEP.largest, step, this.room));
    }
    if (this.wanted < FEW && (this.state === 'done' || this.isPlanned)) this.report();
  }

  /** Where every run has hosts of its own, only more runs tell more; elsewhere longer ones do, with less warm-up. */
  private grow(factor: number): void {
    if (this.hostsVary) this.count = Math.ceil(this.count * factor);
    else this.length *= factor;
  }

  /** By how much a round may still grow. */
  private get room(): number {
    if (!this.hostsVary) return (this.longest - this.warmup) / this.length;
    const { maxRequests } = this.scenario.run;
    return Math.min(MOST_RUNS, maxRequests / (this.load.rate * (this.warmup + this.length))) / this.count;
  }

  private get hostsVary(): boolean {
    const { web, run } = this.scenario;
    return run.replications === undefined && (web.cpu.noise?.lasting ?? 0) > 0;
  }

  /** The requests of a planned round once more, in the few replications that were asked for. */
  private report(): void {
    this.length *= this.count / this.wanted;
    this.state = 'report';
  }
}

/** What a reader has to know of the way in which the figures were found. */
function steadyNotes(summaries: readonly ReplicationSummary[], precision: number): string[] {
  const n = summaries.length;
  if (summaries[0]!.from === 0) return ['no warm-up was cut off: the run was interrupted while looking for it'];
  if (n === 1) return [`one replication has no intervals; ${REPLICATIONS} are the default`];
  if (n >= FEW || widestInterval(summaries, precision) <= precision) return [];
  return [`${n} replications make intervals wider than ${REPLICATIONS}, the default, of the same length in all`];
}

/** Mean response time by time of the outcome, averaged over replications. */
function meanTimes(summaries: readonly ReplicationSummary[]): number[] {
  return Array.from({ length: POINTS }, (_, bin) => {
    const sum = (of: (s: ReplicationSummary) => number): number => summaries.reduce((total, s) => total + of(s), 0);
    return sum((s) => s.series!.sumOfTimes[bin]!) / sum((s) => s.series!.finished[bin]!);
  });
}
