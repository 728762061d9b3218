import type { Result } from '@dynosim/models';

/** From this share on, all workers are busy all the time, but for rounding. */
const BUSY = 0.999;

/** Whether there is no room left, whatever the limits say: all workers busy, or more waiting every second. */
export function isExhausted({ verdict, utilisation }: Result): boolean {
  return verdict === 'saturated' || (utilisation.workers.value ?? 0) > BUSY;
}

/** Whether workers wait for a core now and then: the app then gives out before its workers alone or its CPU alone would. */
export function sharesCores({ scenario: { web, server }, assumptions }: Result): boolean {
  const cores = web.cores ?? Number(assumptions.find(({ path }) => path === 'web.cores')?.value);
  return cores < Number((server as { workers?: unknown }).workers);
}
