import { parentPort } from 'node:worker_threads';
import { parseScenario, type ReplicationSummary, replicate, type Scenario } from '@dynosim/models';
import type { WorkerInput, WorkerMessage } from './threads.ts';

/** The inside of a thread: makes each scenario once, then runs every replication that it is sent. */
const scenarios = new Map<number, Scenario>();
const port = parentPort!;

port.on('message', (message: WorkerMessage) => {
  if (message.kind === 'scenario') scenarios.set(message.id, made(message.input));
  else if (message.kind === 'forget') scenarios.delete(message.id);
  else send(replicate(scenarios.get(message.id)!, message.order));
});

/** The columns change hands instead of being copied: nobody needs them here any more. */
function send(summary: ReplicationSummary): void {
  const buffers = new Set<ArrayBuffer>();
  collect(summary, buffers);
  port.postMessage(summary, [...buffers]);
}

function collect(value: object, buffers: Set<ArrayBuffer>): void {
  for (const part of Object.values(value) as unknown[]) {
    if (ArrayBuffer.isView(part)) buffers.add(part.buffer as ArrayBuffer);
    else if (typeof part === 'object' && part !== null) collect(part, buffers);
  }
}

function made({ document, attachments }: WorkerInput): Scenario {
  const parsed = parseScenario(document, attachments);
  if (!parsed.ok) throw new Error('a thread cannot read the scenario that the program has read');
  return parsed.value;
}
