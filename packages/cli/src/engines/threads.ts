import { Worker } from 'node:worker_threads';
import type { Attachments, ReplicationOrder, ReplicationSummary } from '@dynosim/models';
import type { Engine, Watch } from './engine.ts';

/** What a thread needs to make the scenario. Columns of a trace are in shared memory: nothing large is copied. */
export interface WorkerInput {
  readonly document: unknown;
  readonly attachments: Attachments;
}

/** Beside this file both in the sources and in the bundle, where all files are in one folder. */
const WORKER = new URL(`./replication-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

/** Runs replications on worker threads, which live from the first batch to `close`. */
export class Threads implements Engine {
  private readonly input: WorkerInput;
  private readonly most: number;
  private readonly workers: Worker[] = [];

  constructor(input: WorkerInput, most: number) {
    this.input = input;
    this.most = most;
  }

  async run(orders: readonly ReplicationOrder[], { signal, onDone }: Watch): Promise<readonly ReplicationSummary[]> {
    const summaries = new Array<ReplicationSummary | undefined>(orders.length).fill(undefined);
    let next = 0;
    const work = async (worker: Worker): Promise<void> => {
      while (next < orders.length && !signal.aborted) {
        const index = next++;
        const summary = await replication(worker, orders[index]!, signal);
        if (summary === undefined) return;
        summaries[index] = summary;
        onDone();
      }
    };
    await Promise.all(this.staff(orders.length).map(work));
    const gap = summaries.indexOf(undefined);
    return (gap === -1 ? summaries : summaries.slice(0, gap)) as ReplicationSummary[];
  }

  /** Ends the threads, whatever they are doing. */
  async close(): Promise<void> {
    await Promise.all(this.workers.splice(0).map((worker) => worker.terminate()));
  }

  private staff(jobs: number): readonly Worker[] {
    while (this.workers.length < Math.min(this.most, jobs)) {
      this.workers.push(new Worker(WORKER, { workerData: this.input }));
    }
    return this.workers.slice(0, jobs);
  }
}

/** One replication on one thread; undefined if it was aborted. An error inside, such as a broken law, is passed on. */
function replication(
  worker: Worker,
  order: ReplicationOrder,
  signal: AbortSignal,
): Promise<ReplicationSummary | undefined> {
  return new Promise((resolve, reject) => {
    const finish = (then: () => void): void => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      signal.removeEventListener('abort', onAbort);
      then();
    };
    const onMessage = (summary: ReplicationSummary): void => finish(() => resolve(summary));
    const onError = (error: Error): void => finish(() => reject(error));
    const onExit = (code: number): void => finish(() => reject(new Error(`a thread ended with code ${code}`)));
    const onAbort = (): void => finish(() => resolve(undefined));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    signal.addEventListener('abort', onAbort);
    worker.postMessage(order);
  });
}
