import type { Result } from '@dynosim/models';
import { designFacts, tellingApart } from './difference.ts';

/** What a result is at a load: it has response times, or there is a reason why it has none. */
export type State = 'steady' | 'saturated' | 'failed';

export interface LoadPoint {
  readonly result: Result;
  /** Offered load [1/s]. */
  readonly load: number;
  readonly state: State;
}

/** One design at several loads, which ascend. */
export interface Design {
  readonly label: string;
  readonly points: readonly LoadPoint[];
}

/** Results by design: equal scenarios but for the rate, the name and how the run is made. Of equal loads the last counts. */
export function designs(results: readonly Result[]): Design[] {
  const groups = new Map<string, Map<number, LoadPoint>>();
  for (const result of results) {
    const load = result.offeredPerSecond;
    if (load === null) continue;
    const key = designFacts(result).sort().join('\n');
    const points = groups.get(key) ?? new Map<number, LoadPoint>();
    groups.set(key, points.set(load, { result, load, state: stateOf(result) }));
  }
  const all = [...groups.values()].map((points) => [...points.values()].sort((a, b) => a.load - b.load));
  const labels = tellingApart(
    all.map((points) => points[0]!.result),
    designFacts,
  );
  return all.map((points, i) => ({ label: labels[i]!, points }));
}

/** Without a single good answer the times until the failures say nothing about the app. */
export function stateOf({ verdict, latencyMs, errors }: Result): State {
  if (verdict === 'saturated') return 'saturated';
  return latencyMs.p95.value === null || errors.rate.value === 1 ? 'failed' : 'steady';
}
