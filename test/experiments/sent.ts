import type { Sent } from './observed.ts';

/** So many equal requests at the same instant. */
export function together(count: number, request: Omit<Sent, 'at'>, at = 0): Sent[] {
  return evenly(count, 0, request, at);
}

/** So many equal requests, one each `gap` [s]. */
export function evenly(count: number, gap: number, request: Omit<Sent, 'at'>, from = 0): Sent[] {
  return Array.from({ length: count }, (_, i) => ({ at: from + i * gap, ...request }));
}
