import type { Result } from '../measure/result.ts';
import type { Machine } from '../scenario/machine.ts';

/** At list prices, which Heroku charges by the second, busy or idle; null for a machine that has no price. */
export function cost({ dyno, count }: Machine, simulatedSeconds: number): Result['cost'] {
  if (dyno === undefined) return null;
  return {
    perMonthUsd: cents(dyno.pricePerMonth * count),
    forRunUsd: Number((dyno.pricePerHour * count * (simulatedSeconds / 3600)).toPrecision(7)),
  };
}

function cents(usd: number): number {
  return Math.round(usd * 100) / 100;
}
