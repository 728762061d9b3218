import {
  type EventKind,
  NONE,
  Order,
  type ProcessorSharing,
  type Simulation,
  type UniformStream,
} from '@dynosim/sim-core';

/** CPU time that a machine may use in each period, whoever else wants it: cgroup's bandwidth control. */
export interface QuotaRule {
  /** [core s] in each period of this length [s]. */
  readonly budget: number;
  readonly period: number;
}

/**
 * Quotas of all machines: full speed until the budget of a period is used up, then nothing until the next period
 * (Turner, Rao and Rao, CPU bandwidth control for CFS, Linux Symposium 2010; measured: p50 37 ms where half a core would
 * give 83). Fir's dynos run with 90 % of their cores and periods of 100 ms.
 *
 * An event at each end of a period in which something computes, and one at each exhaustion.
 */
export class CpuQuota {
  private readonly simulation: Simulation;
  private readonly stations: readonly ProcessorSharing[];
  private readonly cores: number;
  private readonly rule: QuotaRule;
  private readonly periodEnds: EventKind;
  private readonly exhausted: EventKind;
  /**
   * Of each machine: where its periods begin [s], the number of the present one, what is left of its budget [core s] and
   * since when that is known [s].
   */
  private readonly phase: Float64Array;
  private readonly period: Float64Array;
  private readonly left: Float64Array;
  private readonly since: Float64Array;
  private readonly load: Float64Array;
  private readonly isThrottled: Uint8Array;
  private readonly pendingEnd: Int32Array;
  private readonly pendingExhaustion: Int32Array;

  /** Where a machine's periods begin is chance: one number of `phase` each. */
  constructor(
    simulation: Simulation,
    stations: readonly ProcessorSharing[],
    cores: number,
    rule: QuotaRule,
    phase: UniformStream,
  ) {
    const count = stations.length;
    this.simulation = simulation;
    this.stations = stations;
    this.cores = cores;
    this.rule = rule;
    this.periodEnds = simulation.on('quota period ends', (d) => this.renew(d), Order.change);
    this.exhausted = simulation.on('quota used up', (d) => this.throttle(d), Order.change);
    this.phase = Float64Array.from({ length: count }, () => -phase.next() * rule.period);
    this.period = new Float64Array(count);
    this.left = new Float64Array(count).fill(rule.budget);
    this.since = new Float64Array(count);
    this.load = new Float64Array(count);
    this.isThrottled = new Uint8Array(count);
    this.pendingEnd = new Int32Array(count).fill(NONE);
    this.pendingExhaustion = new Int32Array(count).fill(NONE);
    for (const [d, station] of stations.entries()) station.watchLoad((inUse) => this.changeLoad(d, inUse));
  }

  private changeLoad(d: number, inUse: number): void {
    if (this.isThrottled[d] === 1) return;
    this.settle(d);
    this.load[d] = inUse;
    this.plan(d);
  }

  /** Takes what has been used since the last look off the budget; a period that ended unseen has brought a new one. */
  private settle(d: number): void {
    const { now } = this.simulation;
    if (now >= this.endOfPeriod(d)) this.beginPeriod(d);
    else this.left[d] = Math.max(0, this.left[d]! - (now - this.since[d]!) * this.load[d]!);
    this.since[d] = now;
  }

  private plan(d: number): void {
    const { simulation } = this;
    if (this.pendingExhaustion[d] !== NONE) simulation.cancel(this.pendingExhaustion[d]!);
    this.pendingExhaustion[d] = NONE;
    if (this.load[d] === 0) return;
    const end = this.endOfPeriod(d);
    if (this.pendingEnd[d] === NONE) this.pendingEnd[d] = simulation.scheduleAt(end, this.periodEnds, d);
    const at = simulation.now + this.left[d]! / this.load[d]!;
    if (at < end) this.pendingExhaustion[d] = simulation.scheduleAt(at, this.exhausted, d);
  }

  private throttle(d: number): void {
    this.pendingExhaustion[d] = NONE;
    this.isThrottled[d] = 1;
    this.stations[d]!.setCapacity(0);
  }

  private renew(d: number): void {
    this.pendingEnd[d] = NONE;
    this.beginPeriod(d);
    this.since[d] = this.simulation.now;
    if (this.isThrottled[d] === 0) {
      this.plan(d);
      return;
    }
    this.isThrottled[d] = 0;
    this.load[d] = 0;
    this.stations[d]!.setCapacity(this.cores);
  }

  /** The period of this instant has its budget. By comparison with its end: a quotient may fall on either side of it. */
  private beginPeriod(d: number): void {
    const { now } = this.simulation;
    this.left[d] = this.rule.budget;
    this.period[d] = Math.floor((now - this.phase[d]!) / this.rule.period);
    if (this.endOfPeriod(d) <= now) this.period[d]! += 1;
  }

  private endOfPeriod(d: number): number {
    return this.phase[d]! + (this.period[d]! + 1) * this.rule.period;
  }
}
