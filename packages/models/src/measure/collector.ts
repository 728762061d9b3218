import { Fingerprint, Sample } from '@dynosim/sim-core';
import { isAnswer, Outcome, outcomeNames } from '../request/outcome.ts';
import type { DatabaseSummary } from './database-watch.ts';
import { Series } from './series.ts';
import type { DynoCounts, ReplicationSummary } from './summary.ts';

/** Which arrivals count and when the observation ends. */
export interface Observation {
  /** Arrivals in [from, to) count [s]. */
  readonly from: number;
  readonly to: number;
  /** Stop as soon as, after `to`, every arrival that counts has its outcome. */
  readonly untilAnswered: boolean;
  /** Points of the time series; 0 for none. */
  readonly points: number;
  /** End of the time series [s]. */
  readonly seriesEnd: number;
}

/** What only the engine knows at the end of a run. */
export interface EngineFigures extends DynoCounts {
  readonly replication: number;
  readonly end: number;
  readonly events: number;
  readonly inFlight: number;
  readonly busy: number;
  readonly down: number;
  readonly served: number;
  readonly cpu: number;
  readonly runnable: number;
  readonly loadPeak: number;
  readonly workersKilled: number;
  readonly database: DatabaseSummary | undefined;
}

/**
 * The figures of a replication, request by request, with all times given: who calls it, and in which order requests
 * come, does not matter. Hot: a few additions and two histogram entries a request.
 */
export class Collector {
  readonly fingerprint = new Fingerprint();
  readonly series: Series | undefined;
  /** Arrivals that count so far. */
  arrived = 0;
  private readonly from: number;
  private readonly to: number;
  private readonly codes = new Float64Array(outcomeNames.length);
  private readonly ok = new Sample();
  private readonly failed = new Sample();
  private readonly waits = new Sample();
  private okAnswers = 0;
  private otherAnswers = 0;

  constructor(observation: Observation) {
    this.from = observation.from;
    this.to = observation.to;
    this.series = observation.points > 0 ? new Series(observation.points, observation.seriesEnd) : undefined;
  }

  /** True if an arrival at this time counts. */
  arrival(now: number): boolean {
    if (this.series) this.series.arrived(now);
    const counted = now >= this.from && now < this.to;
    if (counted) this.arrived += 1;
    return counted;
  }

  /** A request that counts waited this long for its worker [s]. */
  wait(time: number): void {
    this.waits.add(time);
  }

  /** A client has its outcome. */
  outcome(arrivedAt: number, now: number, outcome: Outcome, counted: boolean): void {
    const time = now - arrivedAt;
    const isOk = outcome === Outcome.ok;
    if (now >= this.from && now < this.to) {
      if (isOk) this.okAnswers += 1;
      else if (isAnswer[outcome]) this.otherAnswers += 1;
    }
    if (this.series) this.series.finished(now, time, isOk);
    if (!counted) return;
    this.codes[outcome]! += 1;
    if (isOk) this.ok.add(time);
    else if (outcome !== Outcome.late) this.failed.add(time);
  }

  summary(engine: EngineFigures): ReplicationSummary {
    const { from } = this;
    return {
      ...engine,
      from,
      to: Math.min(this.to, engine.end),
      arrived: this.arrived,
      codes: this.codes,
      ok: this.ok.summary(),
      failed: this.failed.summary(),
      waits: this.waits.summary(),
      waited: this.waits.positive,
      answers: this.okAnswers + this.otherAnswers,
      okAnswers: this.okAnswers,
      fingerprint: this.fingerprint.toString(),
      series: this.series?.summary(),
    };
  }
}
