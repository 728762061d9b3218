import { setImmediate } from 'node:timers/promises';
import { type ReplicationOrder, type ReplicationSummary, replicate, type Scenario } from '@dynosim/models';
import type { Engine, Watch } from './engine.ts';

/** Runs replications here, one after the other: for work so small that starting a thread would take longer. */
export class InProcess implements Engine {
  private readonly scenario: Scenario;

  constructor(scenario: Scenario) {
    this.scenario = scenario;
  }

  async run(orders: readonly ReplicationOrder[], { signal, onDone }: Watch): Promise<ReplicationSummary[]> {
    const summaries: ReplicationSummary[] = [];
    for (const order of orders) {
      // Lets a signal of the system come through between two replications.
      await setImmediate();
      if (signal.aborted) break;
      summaries.push(replicate(this.scenario, order));
      onDone();
    }
    return summaries;
  }

  async close(): Promise<void> {}
}
