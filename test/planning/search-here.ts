import {
  type Attachments,
  type DesignOrder,
  parseScenario,
  type ReplicationSummary,
  replicate,
  runSearch,
  type Scenario,
  type Search,
} from '@dynosim/models';

/** Answers a search on this thread, as the program does on several. */
export function searchHere<Answer>(search: Search<Answer>, attachments: Attachments = {}): Answer {
  return runSearch(search, designReplicator(attachments));
}

/** Runs replications of any design, making each scenario once. */
export function designReplicator(attachments: Attachments): (order: DesignOrder) => ReplicationSummary {
  const made = new Map<number, Scenario>();
  return (order) => {
    const { id, document } = order.design;
    const scenario = made.get(id) ?? scenarioOf(document, attachments);
    made.set(id, scenario);
    return replicate(scenario, order);
  };
}

export function scenarioOf(document: unknown, attachments: Attachments = {}): Scenario {
  const parsed = parseScenario(document, attachments);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}
