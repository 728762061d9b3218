import { Fingerprint, Histogram, Level, Order, type Simulation, Tally } from '@dynosim/sim-core';
import { isAnswer, Outcome, outcomeNames } from '../request/outcome.ts';
import type { Requests } from '../request/requests.ts';
import { Series } from './series.ts';
import type { ReplicationSummary } from './summary.ts';

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

/**
 * Collects everything that a replication reports, with the arrivals that count apart from the rest. The whole run is
 * counted as well, because the laws must hold for it. Hot: called a few times a request.
 */
export class Recorder {
  readonly codes = new Float64Array(outcomeNames.length);
  readonly inside = new Level();
  readonly busy = new Level();
  readonly series: Series | undefined;
  readonly fingerprint = new Fingerprint();
  /** Sums of times over the whole run, for the laws [s]. */
  sumOfArrivals = 0;
  sumOfFinishes = 0;
  sumOfTakes = 0;
  sumOfEnds = 0;
  finishedInAll = 0;
  taken = 0;
  ended = 0;
  workersKilled = 0;
  private readonly simulation: Simulation;
  private readonly requests: Requests;
  private readonly observation: Observation;
  private readonly okTimes = new Tally();
  private readonly failedTimes = new Tally();
  private readonly okHistogram = new Histogram();
  private readonly failedHistogram = new Histogram();
  private readonly waits = new Tally();
  private readonly waitHistogram = new Histogram();
  private readonly cpuGiven: () => number;
  private waited = 0;
  private arrived = 0;
  private open = 0;
  private answers = 0;
  private okAnswers = 0;
  private busyBefore = 0;
  private busyInWindow = Number.NaN;
  private cpuBefore = 0;
  private cpuInWindow = Number.NaN;

  constructor(simulation: Simulation, requests: Requests, observation: Observation, cpuGiven: () => number) {
    this.simulation = simulation;
    this.requests = requests;
    this.observation = observation;
    this.cpuGiven = cpuGiven;
    this.series = observation.points > 0 ? new Series(observation.points, observation.seriesEnd) : undefined;
    const begin = simulation.on('observation begins', () => this.begin(), Order.observation);
    const end = simulation.on('observation ends', () => this.end(), Order.observation);
    simulation.scheduleAt(observation.from, begin, 0);
    if (observation.to < Number.POSITIVE_INFINITY) simulation.scheduleAt(observation.to, end, 0);
  }

  arrivedNow(slot: number): void {
    const now = this.simulation.now;
    this.inside.change(now, 1);
    this.sumOfArrivals += now;
    this.series?.arrived(now);
    const counted = now >= this.observation.from && now < this.observation.to;
    this.requests.counted[slot] = counted ? 1 : 0;
    if (!counted) return;
    this.arrived += 1;
    this.open += 1;
  }

  takenNow(): void {
    this.taken += 1;
    this.sumOfTakes += this.simulation.now;
  }

  startedNow(slot: number): void {
    const now = this.simulation.now;
    if (this.requests.counted[slot] === 0) return;
    const wait = now - this.requests.arrivedAt[slot]!;
    this.waits.add(wait);
    this.waitHistogram.add(wait);
    if (wait > 0) this.waited += 1;
  }

  endedNow(): void {
    this.ended += 1;
    this.sumOfEnds += this.simulation.now;
  }

  finishedNow(slot: number, outcome: Outcome): void {
    const now = this.simulation.now;
    this.inside.change(now, -1);
    this.sumOfFinishes += now;
    this.finishedInAll += 1;
    const time = now - this.requests.arrivedAt[slot]!;
    if (now >= this.observation.from && now < this.observation.to && isAnswer[outcome]) {
      this.answers += 1;
      if (outcome === Outcome.ok) this.okAnswers += 1;
    }
    this.series?.finished(now, time, outcome === Outcome.ok);
    if (this.requests.counted[slot] === 1) this.count(time, outcome, now);
  }

  private count(time: number, outcome: Outcome, now: number): void {
    this.codes[outcome]! += 1;
    if (outcome === Outcome.ok) {
      this.okTimes.add(time);
      this.okHistogram.add(time);
    } else if (outcome !== Outcome.late) {
      this.failedTimes.add(time);
      this.failedHistogram.add(time);
    }
    this.open -= 1;
    if (this.open === 0 && this.observation.untilAnswered && now >= this.observation.to) this.simulation.stop();
  }

  /** Nobody holds the request any more. */
  releasedNow(slot: number): void {
    const { serial, dyno, startedAt, finishedAt, outcome } = this.requests;
    this.fingerprint.add(serial[slot]!, dyno[slot]!, startedAt[slot]!, finishedAt[slot]!, outcome[slot]!);
  }

  busyChanged(delta: number): void {
    this.busy.change(this.simulation.now, delta);
  }

  private begin(): void {
    this.busyBefore = this.busy.areaUntil(this.simulation.now);
    this.cpuBefore = this.cpuGiven();
  }

  private end(): void {
    this.busyInWindow = this.busy.areaUntil(this.simulation.now) - this.busyBefore;
    this.cpuInWindow = this.cpuGiven() - this.cpuBefore;
    if (this.open === 0 && this.observation.untilAnswered) this.simulation.stop();
  }

  /** All that the replication has to tell. */
  summary(replication: number, droppedSyns: number): ReplicationSummary {
    const { from } = this.observation;
    const now = this.simulation.now;
    const to = Math.min(this.observation.to, now);
    if (Number.isNaN(this.busyInWindow)) this.end();
    return {
      replication,
      from,
      to,
      end: now,
      events: this.simulation.events,
      arrived: this.arrived,
      inFlight: this.open,
      codes: Float64Array.from(this.codes),
      ok: { times: this.okTimes.summary(), histogram: this.okHistogram.summary() },
      failed: { times: this.failedTimes.summary(), histogram: this.failedHistogram.summary() },
      waits: { times: this.waits.summary(), histogram: this.waitHistogram.summary() },
      waited: this.waited,
      answers: this.answers,
      okAnswers: this.okAnswers,
      busy: this.busyInWindow,
      cpu: this.cpuInWindow,
      workersKilled: this.workersKilled,
      droppedSyns,
      fingerprint: this.fingerprint.toString(),
      series: this.series?.summary(),
    };
  }
}
