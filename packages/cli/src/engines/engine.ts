import type { ReplicationOrder, ReplicationSummary } from '@dynosim/models';

/** Somebody who runs replications. Where and in which order changes nothing in the summaries. */
export interface Engine {
  /**
   * The summaries in the order of the orders. After an abort those of the first replications, as many as are done
   * without a gap.
   */
  run(orders: readonly ReplicationOrder[], watch: Watch): Promise<readonly ReplicationSummary[]>;
  close(): Promise<void>;
}

export interface Watch {
  readonly signal: AbortSignal;
  /** Called after each replication. */
  readonly onDone: () => void;
}
