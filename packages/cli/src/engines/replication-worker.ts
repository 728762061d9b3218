import { parentPort, workerData } from 'node:worker_threads';
import { parseScenario, type ReplicationOrder, replicate } from '@dynosim/models';
import type { WorkerInput } from './threads.ts';

/** The inside of a thread: makes the scenario once, then runs every replication that it is sent. */
const { document, attachments } = workerData as WorkerInput;
const parsed = parseScenario(document, attachments);
if (!parsed.ok) throw new Error('a thread cannot read the scenario that the program has read');
const { value: scenario } = parsed;
const port = parentPort!;

port.on('message', (order: ReplicationOrder) => port.postMessage(replicate(scenario, order)));
