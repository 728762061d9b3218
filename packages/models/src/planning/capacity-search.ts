import { type Estimate, halfWidth } from '@dynosim/sim-core';
import { CONFIDENCE, figure, rounded } from '../measure/pool.ts';
import type { Figure } from '../measure/result.ts';
import type { Attachments } from '../scenario/scenario.ts';
import { offeredLoad } from '../study/offered-load.ts';
import { scenarioNotes } from '../study/scenario-notes.ts';
import { VERSION } from '../study/version.ts';
import type { Capacity, Ending } from './capacity.ts';
import { capacityPoint, rateOf } from './capacity-point.ts';
import { type Impossible, impossibleRules } from './demand-floor.ts';
import { type Design, Designs } from './design.ts';
import { type Asking, type Inquiry, Search } from './inquiry.ts';
import { Ladder } from './ladder.ts';
import { type Limit, LimitSearch, THOROUGH } from './limit-search.ts';
import { type LoadAxis, loadAxis } from './load-axis.ts';
import { type Objective, objectiveOf } from './objective.ts';
import type { Reading } from './reading.ts';
import { isExact, saturationRate } from './saturation.ts';

/** Finds the largest load that holds the objectives of a scenario; without any, the largest that it can take at all. */
export function createCapacitySearch(document: unknown, attachments: Attachments, precision: number): Search<Capacity> {
  return new Search(new CapacityInquiry(new Designs(document, attachments), precision));
}

class CapacityInquiry implements Asking<Capacity> {
  readonly inquiry: Inquiry<Capacity>;
  private readonly designs: Designs;
  private readonly base: Design;
  private readonly precision: number;
  private readonly axis: LoadAxis;
  private readonly objectives: readonly Objective[];
  private readonly readings = new Map<number, Reading>();
  private saturation: Estimate | undefined;
  private impossible: readonly Impossible[] = [];
  private simulated = 0;
  private search: LimitSearch | undefined;

  constructor(designs: Designs, precision: number) {
    this.designs = designs;
    this.base = designs.base;
    this.precision = precision;
    this.axis = loadAxis(this.base.scenario);
    this.objectives = this.base.scenario.slo.map(objectiveOf);
    this.inquiry = this.ask();
  }

  /** A search is three batches at least, and seldom more than six. */
  progress(): { readonly fraction: number; readonly doing: string } {
    const { rounds } = this.search ?? { rounds: 0 };
    return { fraction: rounds / (rounds + 2), doing: `${this.readings.size} loads simulated` };
  }

  soFar(): Capacity | undefined {
    if (this.readings.size === 0) return undefined;
    const verdicts = [...this.readings].map(([load, reading]) => ({ load, holds: reading.verdict(this.objectives) }));
    const held = verdicts.filter(({ holds }) => holds === 'yes').map(({ load }) => load);
    const broken = verdicts.filter(({ holds }) => holds === 'no').map(({ load }) => load);
    const [low, high] = [Math.max(0, ...held), Math.min(...broken)];
    const bracket = { value: null, low, high: Number.isFinite(high) ? high : null };
    return this.answer('interrupted', bracket, undefined, 0);
  }

  private *ask(): Inquiry<Capacity> {
    this.impossible = impossibleRules(this.base.scenario);
    const [first] = this.impossible;
    if (first !== undefined) {
      const objective = this.objectives.find(({ rule }) => rule === first.rule);
      return this.answer('impossible', figure({ value: 0, low: 0, high: 0 }), objective, 0);
    }
    const saturation = yield* saturationRate(this.designs, this.base);
    this.saturation = saturation;
    const ladder = new Ladder(this.designs, this.base, this.axis, this.axis.loadAt(saturation.value));
    if (this.objectives.length === 0) return yield* this.withoutRules(saturation);
    const how = { ...THOROUGH, precision: this.precision };
    this.search = new LimitSearch(ladder, this.objectives, how, (load, reading) => this.keep(load, reading));
    return this.told(yield* this.search.find());
  }

  /** A look at a few loads, for the curve; the answer is that of theory, or of the flooded system. */
  private *withoutRules(saturation: Estimate): Inquiry<Capacity> {
    const { value, low, high } = saturation;
    const at = {
      value: this.axis.loadAt(value),
      low: this.axis.loadAt(low ?? value),
      high: this.axis.loadAt(high ?? value),
    };
    const ladder = new Ladder(this.designs, this.base, this.axis, at.value);
    const nothing = new LimitSearch(ladder, [], THOROUGH_LOOK, (load, reading) => this.keep(load, reading));
    yield* nothing.curve();
    return this.answer('saturation', figure(at), undefined, 0);
  }

  private told({ ending, at, objective, requests }: Limit): Capacity {
    const isCeiling = ending === 'saturation';
    const high = isCeiling ? this.axis.loadAt(this.saturation!.value) : at.high;
    const limit = figure({ value: at.value, low: at.low, high });
    return this.answer(ending, this.axis.quantity === 'clients' ? whole(limit) : limit, objective, requests);
  }

  private keep(load: number, reading: Reading): void {
    this.simulated += reading.requests;
    const known = this.readings.get(load);
    if (known === undefined || known.requests < reading.requests) this.readings.set(load, reading);
  }

  private answer(ending: Ending, limit: Figure, objective: Objective | undefined, ofAnswer: number): Capacity {
    const { base, axis, saturation } = this;
    const { scenario } = base;
    const points = [...this.readings]
      .toSorted(([a], [b]) => a - b)
      .map(([load, reading]) => capacityPoint(axis, load, reading, this.objectives, scenario.web.count));
    const width = limit.low === null || limit.high === null ? null : halfWidth(limit as Estimate);
    const isClosed = axis.quantity === 'clients';
    return {
      dynosim: VERSION,
      scenario: scenario.document,
      seed: scenario.run.seed,
      ending,
      ratePerSecond: rateOf(axis, limit, points),
      limit: { quantity: axis.quantity, ...limit },
      today: axis.today,
      headroom: limit.value === null ? null : rounded(limit.value / axis.today - 1),
      limitedBy: ending === 'impossible' ? 'demand' : ending === 'unbounded' ? null : this.bottleneck(),
      rule: objective?.rule ?? null,
      impossible: this.impossible,
      saturationPerSecond: saturation === undefined || isClosed ? null : figure(saturation),
      confidence: CONFIDENCE,
      precision: {
        wanted: this.precision,
        reached: width === null || !limit.value ? null : rounded(width / limit.value),
      },
      requests: { inAll: this.simulated, ofAnswer },
      points,
      notes: this.notes(ending),
    };
  }

  private bottleneck(): string {
    return offeredLoad(this.base.scenario).limits[0].resource;
  }

  private notes(ending: Ending): string[] {
    const { scenario } = this.base;
    const notes = ending === 'impossible' ? [] : scenarioNotes(scenario);
    if (!isExact(scenario) && ending === 'saturation')
      notes.push('workers wait for cores here, so saturation was simulated with endless queues');
    if (this.readings.size > 0 && [...this.readings.values()][0]!.design.scenario.web.count < scenario.web.count)
      notes.push('random routing splits random arrivals evenly: one dyno with its share was simulated for all');
    return notes;
  }
}

const THOROUGH_LOOK = { ...THOROUGH, precision: 1 };

/** The largest whole number of clients; a part of a client is none. */
function whole({ value, low, high }: Figure): Figure {
  const down = (x: number | null): number | null => (x === null ? null : Math.floor(x));
  return { value: down(value), low: down(low), high: down(high) };
}
