import { type Estimate, halfWidth, ROUND_STEP } from '@dynosim/sim-core';
import { isDeterministic } from '../study/deterministic.ts';
import { firstCrossing, type Pair } from './crossing.ts';
import type { Inquiry } from './inquiry.ts';
import type { Ladder } from './ladder.ts';
import type { Objective } from './objective.ts';
import type { Reading } from './reading.ts';
import { type Effort, observe } from './window.ts';

/** The largest load that holds all rules. */
export interface Limit {
  readonly ending: 'objective' | 'saturation' | 'impossible' | 'unbounded';
  readonly at: Estimate;
  readonly objective: Objective | undefined;
  /** Requests of the runs that it rests on. */
  readonly requests: number;
}

interface Runs {
  readonly replications: number;
  readonly requests: number;
  readonly longestWarmup?: number;
}

/** How hard to look. */
export interface Thoroughness {
  /** Half width of the limit's interval, relative. */
  readonly precision: number;
  /** Replications and requests of each, of the first look and of the runs that the answer rests on. */
  readonly look: Runs;
  readonly pair: Runs;
  readonly rounds: number;
}

/** Forty replications, as in a steady study; the rest is assumed to be a good price. */
export const THOROUGH: Omit<Thoroughness, 'precision'> = {
  look: { replications: 6, requests: 1500, longestWarmup: 1000 },
  pair: { replications: 40, requests: 2500 },
  rounds: 6,
};
/** A headroom for a table. */
export const QUICK: Thoroughness = {
  precision: 0.05,
  look: { replications: 4, requests: 1000, longestWarmup: 400 },
  pair: { replications: 16, requests: 1000, longestWarmup: 1000 },
  rounds: 2,
};

/** As in the steady study: a planned round is longer than predicted, any other has to do clearly better than wanted. */
const SAFETY = 1.6;
const CLEARLY = 0.5;
const MOST_REQUESTS = 4_000_000;
const MOST_REPLICATIONS = 400;
const WIDEST = 0.1;
const NARROWEST = 0.015;
/** Of the limit: a rule that breaks below this breaks at once. */
const NOTHING = 0.002;

/**
 * Finds where the first rule breaks. A first look at a few loads brackets it; then pairs of loads on common random
 * numbers close in, each pair with fresh ones, until the interval of the crossing is as narrow as wanted. Only the last
 * pair makes the answer, and its length was planned before it was drawn, so the interval is not one that happened to
 * come out narrow (docs/statistics.md). The scheme is retrospective approximation (Chen and Schmeiser, IIE Transactions
 * 33 (2001) 259): solve a sample-path problem, then a larger one near its root.
 */
export class LimitSearch {
  private readonly ladder: Ladder;
  private readonly objectives: readonly Objective[];
  private readonly how: Thoroughness;
  private readonly onReading: (load: number, reading: Reading) => void;
  /** Batches that were asked for. */
  rounds = 0;
  private used = 0;
  /** Loads that surely hold and surely do not. */
  private below = 0;
  private above = Number.POSITIVE_INFINITY;

  constructor(
    ladder: Ladder,
    objectives: readonly Objective[],
    how: Thoroughness,
    onReading: (load: number, reading: Reading) => void = () => {},
  ) {
    this.ladder = ladder;
    this.objectives = objectives;
    this.how = how;
    this.onReading = onReading;
  }

  *find(): Inquiry<Limit> {
    const start = yield* this.look();
    if (start === 'impossible' || start === 'unbounded') {
      const value = start === 'impossible' ? 0 : this.ladder.top;
      return { ending: start, at: exactly(value), objective: this.objectives[0], requests: 0 };
    }
    return yield* this.close(start);
  }

  /** Only the first look: the curve, without a rule to find. */
  *curve(): Inquiry<void> {
    yield* this.read(this.ladder.first(), this.effort(this.how.look));
  }

  /** A load near the answer. */
  private *look(): Inquiry<number | 'impossible' | 'unbounded'> {
    const { ladder, how, objectives } = this;
    for (let loads = ladder.first(); ; ) {
      const readings = yield* this.read(loads, this.effort(how.look));
      const excesses = readings.map((reading) => reading.worst(objectives));
      const broken = excesses.findIndex((excess) => excess > 0);
      const last = loads.at(-1)!;
      if (broken > 0) return between(loads, excesses, broken);
      if (broken === 0) {
        if (loads[0] === ladder.rung(0) || loads[0]! < NOTHING * ladder.limit) return 'impossible';
        loads = distinct([0.05, 0.1, 0.2, 0.4, 0.7, 1].map((part) => ladder.rung(part * loads[0]!)));
      } else {
        if (ladder.isSteady) return ladder.top;
        if (last >= ladder.top || last > 64 * Math.max(ladder.limit, ladder.axis.today)) return 'unbounded';
        loads = distinct([1, 1.4, 2, 3, 4].map((part) => ladder.rung(part * last)));
      }
    }
  }

  private *close(start: number): Inquiry<Limit> {
    const { ladder, objectives, how } = this;
    let [centre, spread] = [start, WIDEST];
    let runs = this.firstRuns();
    for (let round = 1, isPlanned = false; ; round++) {
      const pair = yield* this.pair(centre, spread, this.effort(runs));
      const simulated = pair.readings.reduce((sum, reading) => sum + reading.requests, 0);
      const found = firstCrossing(objectives, pair);
      const value = found?.at.value ?? Number.NaN;
      if (ladder.isSteady && this.below >= ladder.rung(ladder.top))
        return { ending: 'saturation', at: exactly(ladder.top), objective: undefined, requests: simulated };
      const width = found && found.at.low !== null ? halfWidth(found.at) / value : 0;
      const isNear = value > pair.low * (1 - spread) && value < pair.high * (1 + spread) && spread < WIDEST;
      const isExact = width <= (isPlanned ? 1 : CLEARLY) * how.precision;
      if (found && ((isNear && isExact) || round >= how.rounds))
        return { ending: 'objective', at: found.at, objective: found.objective, requests: simulated };
      const isBracketed = !isNear && round > 3 && this.above < this.below * (1 + 2 * how.precision);
      if (isBracketed || round >= 2 * how.rounds) return this.bracket(simulated);
      const step = SAFETY * (width / how.precision) ** 2;
      isPlanned = isNear && step <= ROUND_STEP.largest;
      runs = this.longer(runs, isNear ? step : 1);
      centre = this.nextCentre(value);
      spread = found ? Math.min(WIDEST / 2, Math.max(NARROWEST, 1.5 * Math.min(width, how.precision))) : spread / 2;
    }
  }

  private firstRuns(): Runs {
    const { run } = this.ladder.at(this.ladder.rung(this.ladder.axis.today)).scenario;
    return { ...this.how.pair, replications: run.replications ?? this.how.pair.replications };
  }

  /** More requests in each replication; where these have their own length, more replications. */
  private longer(runs: Runs, step: number): Runs {
    const { replications, requests } = runs;
    const factor = Math.min(ROUND_STEP.largest, Math.max(1, step));
    if (this.ladder.isTerminating) {
      const more = Math.max(2, Math.ceil(replications * factor));
      return { ...runs, replications: Math.min(MOST_REPLICATIONS, more) };
    }
    return { ...runs, requests: Math.min(MOST_REQUESTS / replications / 2, Math.ceil(requests * factor)) };
  }

  /** The estimate, or the middle of what is left where it is none or contradicts what is sure. */
  private nextCentre(value: number): number {
    const { below, above, ladder } = this;
    if (value >= below && value <= above) return ladder.rung(value);
    const high = Number.isFinite(above) ? above : Math.min(ladder.top, 2 * below);
    return ladder.rung(below > 0 ? Math.sqrt(below * high) : high / 2);
  }

  private *pair(centre: number, spread: number, effort: Effort): Inquiry<Pair> {
    const { ladder } = this;
    const highest = ladder.rung(centre * (1 + spread));
    const low = ladder.rung(Math.min(centre * (1 - spread), highest * (1 - spread)));
    const high = highest > low ? highest : ladder.rung(low + 1);
    const readings = yield* this.read([low, high], effort);
    return { low, high, readings: [readings[0]!, readings[1]!] };
  }

  /** Fresh random numbers, the same for all loads of a batch. */
  private effort({ replications, ...runs }: Runs): Effort {
    const { scenario } = this.ladder.at(this.ladder.rung(this.ladder.axis.today));
    const count = isDeterministic(scenario) ? 1 : replications;
    const first = this.used;
    this.used += count;
    return { ...runs, replications: Array.from({ length: count }, (_, r) => first + r) };
  }

  private *read(loads: readonly number[], effort: Effort): Inquiry<Reading[]> {
    this.rounds += 1;
    const designs = loads.map((load) => this.ladder.at(load));
    const readings = yield* observe(designs, effort);
    for (const [i, reading] of readings.entries()) this.take(loads[i]!, reading);
    return readings;
  }

  private take(load: number, reading: Reading): void {
    const verdict = reading.verdict(this.objectives);
    if (verdict === 'yes') this.below = Math.max(this.below, load);
    if (verdict === 'no') this.above = Math.min(this.above, load);
    this.onReading(load, reading);
  }

  /** A rule that jumps has no crossing to interpolate: it breaks somewhere between two loads. */
  private bracket(requests: number): Limit {
    const { below, above } = this;
    const high = Number.isFinite(above) ? above : this.ladder.top;
    return {
      ending: 'objective',
      at: { value: (below + high) / 2, low: below, high },
      objective: this.objectives[0],
      requests,
    };
  }
}

function exactly(value: number): Estimate {
  return { value, low: value, high: value };
}

function distinct(loads: readonly number[]): number[] {
  return [...new Set(loads)].toSorted((a, b) => a - b);
}

/** Where the straight line between two loads crosses 0. */
function between(loads: readonly number[], excesses: readonly number[], broken: number): number {
  const [a, b] = [excesses[broken - 1]!, excesses[broken]!];
  const [low, high] = [loads[broken - 1]!, loads[broken]!];
  return low + ((high - low) * -a) / (b - a);
}
