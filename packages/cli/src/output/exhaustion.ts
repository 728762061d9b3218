import type { Result } from '@dynosim/models';

/** From this share on, all workers are busy all the time, but for rounding. */
const BUSY = 0.999;

/**
 * Whether there is no room left, whatever the limits say: all workers busy, more waiting every second, or connections
 * to the database that were wanted and not there.
 */
export function isExhausted({ verdict, utilisation, counts }: Result): boolean {
  return verdict === 'saturated' || (utilisation.workers.value ?? 0) > BUSY || counts.databaseRefused > 0;
}
