import { fail } from '@dynosim/sim-core';
import { pathText } from '../scenario/problem.ts';
import { type Attachments, parseScenario, type Scenario } from '../scenario/scenario.ts';
import type { ScenarioDocument } from '../scenario/schema.ts';
import type { ReplicationOrder } from '../simulate.ts';

/** What a thread needs to know of a design: its number, by which it is remembered, and how to make it. */
export interface DesignReference {
  readonly id: number;
  readonly document: ScenarioDocument;
}

/** A variant of the user's scenario. */
export interface Design extends DesignReference {
  readonly scenario: Scenario;
}

/** One replication of one design. */
export interface DesignOrder extends ReplicationOrder {
  readonly design: DesignReference;
}

/** Changes a document that is its own copy. */
export type Change = (document: Draft) => void;
export type Draft = { -readonly [K in keyof ScenarioDocument]: ScenarioDocument[K] };

/** Makes the variants of a scenario, each once. */
export class Designs {
  readonly base: Design;
  private readonly attachments: Attachments;
  private readonly made = new Map<string, Design>();

  /** `document` is the scenario as the user wrote it, which has been found to be in order. */
  constructor(document: unknown, attachments: Attachments) {
    this.attachments = attachments;
    this.base = this.make(document as ScenarioDocument);
  }

  /** A design with some changes, which have to leave it in order. */
  variant(of: Design, ...changes: readonly Change[]): Design {
    const document: Draft = structuredClone(of.document);
    for (const change of changes) change(document);
    return this.make(document);
  }

  private make(document: ScenarioDocument): Design {
    const key = JSON.stringify(document);
    const known = this.made.get(key);
    if (known) return known;
    const parsed = parseScenario(document, this.attachments);
    if (!parsed.ok) {
      const [first] = parsed.problems;
      return fail(`a variant of the scenario is not in order: ${pathText(first!.path)}: ${first!.rule}`);
    }
    const design = { id: this.made.size, document, scenario: parsed.value };
    this.made.set(key, design);
    return design;
  }
}
