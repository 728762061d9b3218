import { parentPort } from 'node:worker_threads';
import { parseScenario, replicate, type Scenario } from '@dynosim/models';
import type { WorkerInput, WorkerMessage } from './threads.ts';

/** The inside of a thread: makes each scenario once, then runs every replication that it is sent. */
const scenarios = new Map<number, Scenario>();
const port = parentPort!;

port.on('message', (message: WorkerMessage) => {
  if (message.kind === 'scenario') scenarios.set(message.id, made(message.input));
  else if (message.kind === 'forget') scenarios.delete(message.id);
  else port.postMessage(replicate(scenarios.get(message.id)!, message.order));
});

function made({ document, attachments }: WorkerInput): Scenario {
  const parsed = parseScenario(document, attachments);
  if (!parsed.ok) throw new Error('a thread cannot read the scenario that the program has read');
  return parsed.value;
}
