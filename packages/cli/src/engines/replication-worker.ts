import { parentPort, workerData } from 'node:worker_threads';
import { type DesignOrder, parseScenario, type ReplicationOrder, replicate, type Scenario } from '@dynosim/models';
import type { WorkerInput } from './threads.ts';

/** The inside of a thread: makes each scenario once, then runs every replication that it is sent. */
const { document, attachments } = workerData as WorkerInput;
const designs = new Map<number, Scenario>();
const scenario = scenarioOf(document);
const port = parentPort!;

port.on('message', (order: ReplicationOrder | DesignOrder) => {
  port.postMessage(replicate('design' in order ? designed(order) : scenario, order));
});

/** The variant that an order is for. */
function designed({ design }: DesignOrder): Scenario {
  const made = designs.get(design.id) ?? scenarioOf(design.document);
  designs.set(design.id, made);
  return made;
}

function scenarioOf(document: unknown): Scenario {
  const parsed = parseScenario(document, attachments);
  if (!parsed.ok) throw new Error('a thread cannot read the scenario that the program has read');
  return parsed.value;
}
