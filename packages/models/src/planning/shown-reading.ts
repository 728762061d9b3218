import { figure, rounded } from '../measure/pool.ts';
import type { Figure } from '../measure/result.ts';
import type { Reading } from './reading.ts';

/** What answers show of a reading. */
export interface ShownReading {
  readonly p95Ms: Figure;
  readonly p99Ms: Figure;
  readonly errorRate: Figure;
  readonly utilisation: { readonly workers: number; readonly cpu: number };
}

export function shownReading(reading: Reading): ShownReading {
  return {
    p95Ms: reading.percentile(0.95),
    p99Ms: reading.percentile(0.99),
    errorRate: figure(reading.errorRate()),
    utilisation: {
      workers: rounded(reading.utilisation('workers').value),
      cpu: rounded(reading.utilisation('cpu').value),
    },
  };
}
