import { Level, Order, type Simulation, type UniformStream } from '@dynosim/sim-core';
import type { FleetObserver } from '../dyno/machine.ts';
import type { Outcome } from '../request/outcome.ts';
import type { Requests } from '../request/requests.ts';
import { Collector, type Observation } from './collector.ts';
import type { DatabaseWatch } from './database-watch.ts';
import { LoadAverage } from './load-average.ts';
import type { DynoCounts, ReplicationSummary } from './summary.ts';

/** What has been used up to now. */
export interface Meters {
  /** CPU time [s of one core], time for which tasks were runnable [task s], and those of a dyno that are now. */
  readonly cpuUse: { timeUsed(): number; timeRunnable(): number; runnable(dyno: number): number };
  /** Time of workers, or of their slots [s of one]. */
  workersBusy(): number;
}

/**
 * Watches the event-driven engine: passes on what the collector needs, keeps the levels and sums by which the laws are
 * checked, and stops the run when everything that counts is known. Hot: called a few times a request.
 */
export class Recorder implements FleetObserver {
  readonly inside = new Level();
  readonly busy = new Level();
  /** Workers that are gone and not replaced yet. */
  readonly down = new Level();
  /** Sums of times over the whole run, for the laws [s]. */
  sumOfArrivals = 0;
  sumOfFinishes = 0;
  sumOfTakes = 0;
  sumOfLeaves = 0;
  finishedInAll = 0;
  taken = 0;
  left = 0;
  ended = 0;
  workersKilled = 0;
  private readonly simulation: Simulation;
  private readonly requests: Requests;
  private readonly observation: Observation;
  private readonly collector: Collector;
  private readonly meters: Meters;
  private readonly database: DatabaseWatch | undefined;
  private open = 0;
  /** The last outcome or end of service [s]: a timer that nobody needs any more may still run after it. */
  private lastSeen = 0;
  private busyBefore = 0;
  private busyInWindow = Number.NaN;
  private downBefore = 0;
  private downInWindow = Number.NaN;
  private endedBefore = 0;
  private endedInWindow = Number.NaN;
  private cpuBefore = 0;
  private cpuInWindow = Number.NaN;
  private runnableBefore = 0;
  private runnableInWindow = Number.NaN;
  private loadPeak = Number.NaN;

  constructor(
    simulation: Simulation,
    requests: Requests,
    observation: Observation,
    meters: Meters,
    database: DatabaseWatch | undefined,
  ) {
    this.simulation = simulation;
    this.requests = requests;
    this.observation = observation;
    this.collector = new Collector(observation);
    this.meters = meters;
    this.database = database;
    const begin = simulation.on('observation begins', () => this.begin(), Order.observation);
    const end = simulation.on('observation ends', () => this.end(), Order.observation);
    // At time 0 nothing has been given yet; an event would come after the arrivals of that instant.
    if (observation.from > 0) simulation.scheduleAt(observation.from, begin, 0);
    if (observation.to < Number.POSITIVE_INFINITY) simulation.scheduleAt(observation.to, end, 0);
  }

  arrivedNow(slot: number): void {
    const now = this.simulation.now;
    this.inside.change(now, 1);
    this.sumOfArrivals += now;
    const counted = this.collector.arrival(now);
    this.requests.counted[slot] = counted ? 1 : 0;
    if (counted) this.open += 1;
  }

  /** A request, or a connection ahead of it, gets to a server. */
  enteredNow(): void {
    this.collector.series?.entered(this.simulation.now);
  }

  /** A slot of a worker is in use. */
  occupied(): void {
    const now = this.simulation.now;
    this.busy.change(now, 1);
    this.taken += 1;
    this.sumOfTakes += now;
    this.collector.series?.taken(now);
  }

  vacated(): void {
    const now = this.simulation.now;
    this.busy.change(now, -1);
    this.left += 1;
    this.sumOfLeaves += now;
    this.collector.series?.left(now);
  }

  started(slot: number): void {
    if (this.requests.counted[slot] === 0) return;
    this.collector.wait(this.simulation.now - this.requests.arrivedAt[slot]!);
  }

  endedNow(): void {
    this.lastSeen = this.simulation.now;
    this.ended += 1;
    this.collector.series?.ended(this.simulation.now);
  }

  finishedNow(slot: number, outcome: Outcome): void {
    const now = this.simulation.now;
    this.inside.change(now, -1);
    this.sumOfFinishes += now;
    this.lastSeen = now;
    this.finishedInAll += 1;
    const counted = this.requests.counted[slot] === 1;
    this.collector.outcome(this.requests.arrivedAt[slot]!, now, outcome, counted);
    if (!counted) return;
    this.open -= 1;
    if (this.open === 0 && this.observation.untilAnswered && now >= this.observation.to) this.simulation.stop();
  }

  /** Nobody holds the request any more. */
  releasedNow(slot: number): void {
    this.collector.series?.released(this.simulation.now);
    const { serial, dyno, startedAt, finishedAt, outcome } = this.requests;
    this.collector.fingerprint.add(serial[slot]!, dyno[slot]!, startedAt[slot]!, finishedAt[slot]!, outcome[slot]!);
  }

  killed(): void {
    this.workersKilled += 1;
    this.collector.series?.killed(this.simulation.now);
  }

  /** A worker is gone, killed or by its own will. */
  gone(): void {
    this.down.change(this.simulation.now, 1);
    this.collector.series?.gone(this.simulation.now);
  }

  replaced(): void {
    this.down.change(this.simulation.now, -1);
    this.collector.series?.replaced(this.simulation.now);
  }

  memorySeen(total: number): void {
    this.collector.series?.memory(this.simulation.now, total);
  }

  /** Looks at the load of every dyno as Heroku does. */
  watchLoad(dynos: number, phase: UniformStream): void {
    const runnable = (dyno: number): number => this.meters.cpuUse.runnable(dyno);
    new LoadAverage(this.simulation, dynos, phase, runnable, (average, mean) => this.loadSeen(average, mean));
  }

  /** A look at the load of a dyno: its average over a minute, and the mean of all dynos. */
  private loadSeen(average: number, mean: number): void {
    const { now } = this.simulation;
    this.collector.series?.load(now, mean);
    if (now < this.observation.from || now >= this.observation.to || average <= this.loadPeak) return;
    this.loadPeak = average;
  }

  private begin(): void {
    this.busyBefore = this.meters.workersBusy();
    this.downBefore = this.down.areaUntil(this.simulation.now);
    this.endedBefore = this.ended;
    this.cpuBefore = this.meters.cpuUse.timeUsed();
    this.runnableBefore = this.meters.cpuUse.timeRunnable();
    this.database?.begin();
  }

  private end(): void {
    this.busyInWindow = this.meters.workersBusy() - this.busyBefore;
    this.downInWindow = this.down.areaUntil(this.simulation.now) - this.downBefore;
    this.endedInWindow = this.ended - this.endedBefore;
    this.cpuInWindow = this.meters.cpuUse.timeUsed() - this.cpuBefore;
    this.runnableInWindow = this.meters.cpuUse.timeRunnable() - this.runnableBefore;
    this.database?.end();
    if (this.open === 0 && this.observation.untilAnswered) this.simulation.stop();
  }

  /** All that the replication has to tell. */
  summary(replication: number, counts: DynoCounts): ReplicationSummary {
    const { now, events } = this.simulation;
    const end = this.observation.to === Number.POSITIVE_INFINITY ? Math.max(this.lastSeen, this.observation.from) : now;
    if (Number.isNaN(this.busyInWindow)) this.end();
    const { busyInWindow: busy, downInWindow: down, endedInWindow: served, cpuInWindow: cpu } = this;
    const { workersKilled, open: inFlight, runnableInWindow: runnable, loadPeak } = this;
    const used = { busy, down, served, cpu, runnable, loadPeak, database: this.database?.summary() };
    const given = { ...used, workersKilled, ...counts };
    return this.collector.summary({ replication, end, events, inFlight, ...given });
  }
}
