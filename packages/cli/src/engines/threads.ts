import { Worker } from 'node:worker_threads';
import type { Attachments, ReplicationOrder, ReplicationSummary } from '@dynosim/models';
import type { Engine, Watch } from './engine.ts';

/** What a thread needs to make the scenario. Columns of a trace are in shared memory: nothing large is copied. */
export interface WorkerInput {
  readonly document: unknown;
  readonly attachments: Attachments;
}

/** What a thread is told: a scenario that it will need, one that it will not need any more, a replication to run. */
export type WorkerMessage =
  | { readonly kind: 'scenario'; readonly id: number; readonly input: WorkerInput }
  | { readonly kind: 'forget'; readonly id: number }
  | { readonly kind: 'run'; readonly id: number; readonly order: ReplicationOrder };

/** Beside this file both in the sources and in the bundle, where all files are in one folder. */
const WORKER = new URL(`./replication-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

/** One replication that somebody waits for. */
interface Task {
  readonly id: number;
  readonly order: ReplicationOrder;
  readonly resolve: (summary: ReplicationSummary | undefined) => void;
  readonly reject: (error: Error) => void;
}

/** A thread, the scenarios that it has been given, the task that it is busy with and perhaps the next one. */
interface Staff {
  readonly worker: Worker;
  readonly knows: Set<number>;
  readonly tasks: Task[];
}

/**
 * Worker threads for any number of scenarios at once. A thread that is free takes the oldest waiting replication of
 * the scenario that came first, so that early scenarios are done early and no thread idles while there is work.
 */
export class Threads {
  private readonly most: number;
  private readonly staff: Staff[] = [];
  private readonly inputs = new Map<number, WorkerInput>();
  private waiting: Task[] = [];
  private scenarios = 0;

  constructor(most: number) {
    this.most = most;
  }

  /** An engine that runs replications of one scenario here; closing it leaves the threads to the others. */
  engineOf(input: WorkerInput): Engine {
    const id = this.scenarios++;
    this.inputs.set(id, input);
    return { run: (orders, watch) => this.run(id, orders, watch), close: async () => this.forget(id) };
  }

  /** Ends the threads, whatever they are doing. */
  async close(): Promise<void> {
    await Promise.all(this.staff.splice(0).map(({ worker }) => worker.terminate()));
  }

  private async run(id: number, orders: readonly ReplicationOrder[], { signal, onDone }: Watch) {
    const onAbort = (): void => this.giveUp(id);
    signal.addEventListener('abort', onAbort);
    const summaries = await Promise.all(
      orders.map(async (order) => {
        const summary = signal.aborted ? undefined : await this.replication(id, order);
        if (summary !== undefined) onDone();
        return summary;
      }),
    );
    signal.removeEventListener('abort', onAbort);
    const gap = summaries.indexOf(undefined);
    return (gap === -1 ? summaries : summaries.slice(0, gap)) as ReplicationSummary[];
  }

  private replication(id: number, order: ReplicationOrder): Promise<ReplicationSummary | undefined> {
    return new Promise((resolve, reject) => {
      const after = this.waiting.findIndex((task) => task.id > id);
      this.waiting.splice(after === -1 ? this.waiting.length : after, 0, { id, order, resolve, reject });
      this.assign();
    });
  }

  /** Gives waiting tasks to free threads; starts threads as long as there are too few. */
  private assign(): void {
    while (this.waiting.length > 0) {
      const free = this.staff.find(({ tasks }) => tasks.length === 0) ?? this.hire() ?? this.ahead();
      if (free === undefined) return;
      const task = this.waiting.shift()!;
      free.tasks.push(task);
      if (!free.knows.has(task.id)) {
        free.knows.add(task.id);
        tell(free, { kind: 'scenario', id: task.id, input: this.inputs.get(task.id)! });
      }
      tell(free, { kind: 'run', id: task.id, order: task.order });
    }
  }

  private hire(): Staff | undefined {
    if (this.staff.length >= this.most) return undefined;
    const staff: Staff = { worker: new Worker(WORKER), knows: new Set(), tasks: [] };
    const failed = (error: Error): void => {
      for (const { reject } of staff.tasks) reject(error);
    };
    staff.worker.on('error', failed).on('exit', (code) => failed(new Error(`a thread ended with code ${code}`)));
    staff.worker.on('message', (summary: ReplicationSummary) => {
      staff.tasks.shift()!.resolve(summary);
      this.assign();
    });
    this.staff.push(staff);
    return staff;
  }

  /** A thread that may have its next task already, so that it need not wait for us; not at the end of the work. */
  private ahead(): Staff | undefined {
    if (this.waiting.length <= this.staff.length) return undefined;
    return this.staff.find(({ tasks }) => tasks.length === 1);
  }

  /** Nobody waits for the replications of a scenario any more; what a thread is busy with is not waited for. */
  private giveUp(id: number): void {
    const given = this.waiting.filter((task) => task.id === id);
    this.waiting = this.waiting.filter((task) => task.id !== id);
    for (const { tasks } of this.staff) given.push(...tasks.filter((task) => task.id === id));
    for (const task of given) task.resolve(undefined);
  }

  private forget(id: number): void {
    this.inputs.delete(id);
    for (const staff of this.staff) if (staff.knows.delete(id)) tell(staff, { kind: 'forget', id });
  }
}

function tell({ worker }: Staff, message: WorkerMessage): void {
  worker.postMessage(message);
}
