import type { Attachments } from '../scenario/scenario.ts';
import { type Bounds, boundsOf, mostRunning, type TypeBounds } from './bounds.ts';
import { type Decision, decide, PLAN_CONFIDENCE } from './decide.ts';
import { impossibleRules } from './demand-floor.ts';
import { Designs } from './design.ts';
import { dynoChoice } from './dyno-choice.ts';
import { costOf, type Family, type Formation, familiesOf } from './family.ts';
import { type Asking, type Inquiry, Search, together } from './inquiry.ts';
import { memoryNeed, mostWorkers } from './memory-fit.ts';
import { objectiveOf } from './objective.ts';
import type { Plan, PlanWishes } from './plan.ts';
import { type PlanState, planDocument } from './plan-document.ts';
import { type Measured, measure } from './plan-table.ts';
import { scoutType } from './scout.ts';
import { type Trial, Trials } from './trial.ts';

/** Finds the cheapest formation that holds the objectives of a scenario. */
export function createPlanSearch(document: unknown, attachments: Attachments, wishes: PlanWishes): Search<Plan> {
  return new Search(new PlanInquiry(new Designs(document, attachments), wishes));
}

/** Where replications of each phase begin, far enough apart that none is used twice. */
const FIRST_DECISION = 1000;
const DECISIONS_APART = 1000;
/** Rounds of decisions; each may use half of the error that is left. */
const ROUNDS = 12;
const ATTEMPTS = 4;
/** A formation that costs so many times the answer is not measured. Assumed. */
export const FAR = 5;

class PlanInquiry implements Asking<Plan>, PlanState {
  readonly inquiry: Inquiry<Plan>;
  readonly designs: Designs;
  readonly wishes: PlanWishes;
  readonly trials: Trials;
  readonly scouted = new Map<string, Trial | undefined>();
  readonly decisions = new Map<string, Decision>();
  readonly types = new Map<string, TypeBounds>();
  measured: readonly Measured[] = [];
  private round = 0;
  private doing = 'bounds of theory';
  private done = 0;

  constructor(designs: Designs, wishes: PlanWishes) {
    this.designs = designs;
    this.wishes = wishes;
    this.trials = new Trials(designs, designs.base.scenario.slo.map(objectiveOf), wishes.spare);
    this.inquiry = this.ask();
  }

  progress(): { readonly fraction: number; readonly doing: string } {
    return { fraction: this.done, doing: this.doing };
  }

  soFar(): Plan | undefined {
    return this.types.size === 0 ? undefined : planDocument(this, undefined, false);
  }

  private *ask(): Inquiry<Plan> {
    for (const dyno of dynoChoice(this.designs.base.scenario, this.wishes.dynos)) this.bound(dyno.name, dyno);
    this.next(0.05, 'looking for the size of each dyno type');
    yield* this.scout();
    this.next(0.4, 'deciding which is the cheapest that holds');
    let chosen = yield* this.choose();
    for (let attempt = 1; ; attempt++) {
      this.next(0.75, 'measuring the candidates');
      const grow = (formation: Formation): Formation | undefined =>
        this.grown({ ...formation, count: formation.count + 1 });
      this.measured = yield* measure(this.trials, this.toShow(chosen), grow);
      if (!this.isRefuted(chosen) || attempt === ATTEMPTS) return planDocument(this, chosen, true);
      chosen = yield* this.choose();
    }
  }

  /** True if the longer runs of the table say that the choice does not hold after all; it is then out. */
  private isRefuted(chosen: Formation | undefined): boolean {
    const [first] = this.measured;
    if (chosen === undefined || first === undefined || first.holds !== 'no') return false;
    const { formation, reading } = first;
    this.decisions.set(keyOf(formation), { formation, reading, holds: false, isClose: true, isSure: true });
    return true;
  }

  private next(done: number, doing: string): void {
    this.done = done;
    this.doing = doing;
  }

  private bound(name: string, dyno: Family['dyno']): void {
    const most = mostWorkers(dyno, memoryNeed(this.designs.base.scenario, this.wishes.workerMemory, dyno.memory));
    const families = familiesOf(dyno, most, this.designs).map((family) => boundsOf(this.designs, family));
    const impossible = families.length > 0 ? impossibleRules(families[0]!.one.scenario) : [];
    this.types.set(name, { dyno, mostWorkers: most, families, impossible });
  }

  get maxCost(): number {
    return this.wishes.maxCost ?? Number.POSITIVE_INFINITY;
  }

  /** Types that are not out by theory alone. */
  private open(): Bounds[][] {
    return [...this.types.values()].flatMap(({ families, impossible }) => {
      const possible = impossible.length > 0 ? [] : families.filter((bounds) => this.isPossible(bounds, this.maxCost));
      return possible.length === 0 ? [] : [possible];
    });
  }

  private isPossible({ family, least }: Bounds, maxCost: number): boolean {
    return least <= mostRunning(family, maxCost, this.wishes.spare);
  }

  private *scout(): Inquiry<void> {
    const open = this.open();
    const found = yield* together(
      open.map((families) => scoutType(this.trials, families, this.maxCost, this.wishes.spare)),
    );
    for (const [i, scouted] of found.entries()) this.scouted.set(open[i]![0]!.family.dyno.name, scouted);
  }

  /** The cheapest formation that holds; undefined where none does. */
  private *choose(): Inquiry<Formation | undefined> {
    const ladder = [...this.scouted.values()].flatMap((scouted) => (scouted ? [scouted.formation] : []));
    while (this.round < ROUNDS) {
      this.round += 1;
      const favourite = this.favourite(ladder);
      const below = favourite === undefined ? this.maxCost + 0.01 : costOf(favourite);
      const open = [...(favourite ? [favourite] : []), ...this.challengers(below)].filter((f) => !this.isDecided(f));
      if (open.length === 0) return favourite;
      const wrong = (1 - PLAN_CONFIDENCE) / 2 ** this.round / open.length;
      const first = FIRST_DECISION + DECISIONS_APART * this.round;
      const decisions = yield* together(open.map((formation) => decide(this.trials, formation, wrong, first)));
      for (const decision of decisions) this.decisions.set(keyOf(decision.formation), decision);
      ladder.push(...decisions.filter(({ holds }) => holds).map(({ formation }) => formation));
    }
    return this.favourite(ladder);
  }

  /** The cheapest formation that nothing speaks against; one dyno more of those that were found not to hold. */
  private favourite(ladder: readonly Formation[]): Formation | undefined {
    const alive = ladder.map((formation) => this.grown(formation)).flatMap((f) => (f ? [f] : []));
    return alive.toSorted((a, b) => costOf(a) - costOf(b) || this.excess(a) - this.excess(b))[0];
  }

  /** How far a formation stays from breaking a rule, by the best look at it; of equal prices the safest is taken. */
  private excess(formation: Formation): number {
    const scouted = this.scouted.get(formation.dyno.name);
    const seen = scouted && keyOf(scouted.formation) === keyOf(formation) ? scouted : undefined;
    const reading = (this.decisions.get(keyOf(formation)) ?? seen)?.reading;
    return reading ? this.trials.worst(reading) : 0;
  }

  /** The same family with as many dynos as it takes not to be known to fail. */
  private grown(formation: Formation): Formation | undefined {
    const most = mostRunning(formation, this.maxCost, this.wishes.spare) + this.wishes.spare;
    for (let { count } = formation; count <= most; count++) {
      const next = { ...formation, count };
      if (this.decisions.get(keyOf(next))?.holds !== false) return next;
    }
    return undefined;
  }

  /** Of every family the largest formation that costs less: if it fails, so do all smaller ones. */
  private challengers(below: number): Formation[] {
    return this.open().flatMap((families) =>
      families.flatMap((bounds) => {
        const running = mostRunning(bounds.family, below - 0.005, this.wishes.spare);
        const isOut = running < bounds.least || running < 1;
        return isOut ? [] : [{ ...bounds.family, count: running + this.wishes.spare }];
      }),
    );
  }

  private isDecided(formation: Formation): boolean {
    return this.decisions.has(keyOf(formation));
  }

  /** The answer, one dyno more of it, and the best of every other type. */
  private toShow(chosen: Formation | undefined): Formation[] {
    const others = [...this.scouted.values()].flatMap((scouted) => (scouted ? [scouted.formation] : []));
    const grown = others.flatMap((formation) => this.grown(formation) ?? []);
    if (chosen === undefined) return grown;
    const more = { ...chosen, count: chosen.count + 1 };
    const step = mostRunning(more, this.maxCost, this.wishes.spare) + this.wishes.spare >= more.count ? [more] : [];
    const isFar = (formation: Formation): boolean => costOf(formation) > FAR * costOf(chosen);
    return [chosen, ...step, ...grown.filter((f) => f.dyno !== chosen.dyno && !isFar(f))];
  }
}

function keyOf({ dyno, workers, threads, count }: Formation): string {
  return `${dyno.name} ${workers} ${threads ?? '-'} ${count}`;
}
