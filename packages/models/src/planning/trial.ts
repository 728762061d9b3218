import type { SloResult } from '../measure/result.ts';
import { isDeterministic } from '../study/deterministic.ts';
import type { Design, Designs } from './design.ts';
import { type Formation, familyChange } from './family.ts';
import { type Inquiry, together } from './inquiry.ts';
import type { Objective } from './objective.ts';
import { oneDyno, standsFor } from './one-dyno.ts';
import type { Reading } from './reading.ts';
import { type Effort, observe } from './window.ts';

/** A formation and what its replications say. */
export interface Trial {
  readonly formation: Formation;
  readonly reading: Reading;
}

/** Simulates formations: all on the same random numbers, with the spare dynos lost. */
export class Trials {
  readonly designs: Designs;
  readonly objectives: readonly Objective[];
  private readonly spare: number;
  /** Requests simulated so far. */
  requests = 0;

  constructor(designs: Designs, objectives: readonly Objective[], spare: number) {
    this.designs = designs;
    this.objectives = objectives;
    this.spare = spare;
  }

  /** The scenario on what is left of a formation, and one dyno for all where none knows of another. */
  design(formation: Formation): Design {
    const design = this.whole(formation);
    const count = standsFor(design.scenario);
    const { rate } = design.scenario.traffic;
    return count > 1 ? this.designs.variant(design, oneDyno(rate!, count)) : design;
  }

  /** The whole of what is left, for a ladder of loads. */
  whole(formation: Formation): Design {
    const { base } = this.designs;
    return this.designs.variant(base, familyChange(base.scenario, formation, formation.count - this.spare));
  }

  /** Replications from a number on: the same numbers are the same random numbers, whatever the formation. */
  effort(first: number, replications: number, requests: number, longestWarmup?: number): Effort {
    const numbers = Array.from({ length: replications }, (_, r) => first + r);
    return { replications: numbers, requests, ...(longestWarmup === undefined ? {} : { longestWarmup }) };
  }

  /** Apart, because designs of one window would all wait for the longest warm-up among them; but at the same time. */
  *read(formations: readonly Formation[], effort: Effort): Inquiry<Trial[]> {
    const readings = yield* together(formations.map((formation) => this.readOne(this.design(formation), effort)));
    for (const reading of readings) this.requests += reading.requests;
    return formations.map((formation, i) => ({ formation, reading: readings[i]! }));
  }

  /** One replication where nothing is random. */
  private *readOne(design: Design, effort: Effort): Inquiry<Reading> {
    const count = isDeterministic(design.scenario) ? 1 : effort.replications.length;
    const [reading] = yield* observe([design], { ...effort, replications: effort.replications.slice(0, count) });
    return reading!;
  }

  worst(reading: Reading): number {
    return reading.worst(this.objectives);
  }

  verdict(reading: Reading): SloResult['holds'] {
    return reading.verdict(this.objectives);
  }
}
