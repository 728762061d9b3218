import type { ReplicationOrder, Scenario } from '@dynosim/models';

/** Below this many requests a batch is done before a thread has started (some 50 ms): measured. */
const TINY = 60_000;

/** True if a batch is surely small; what cannot be foreseen is not. */
export function isTiny({ traffic, trace }: Scenario, orders: readonly ReplicationOrder[]): boolean {
  const rate = Math.max(...[traffic.rate, traffic.on?.rate, traffic.off?.rate].filter((r) => r !== undefined));
  const requests = trace ? trace.arrival.length * orders.length : orders.reduce((sum, { to }) => sum + rate * to, 0);
  return requests > 0 && requests <= TINY;
}
