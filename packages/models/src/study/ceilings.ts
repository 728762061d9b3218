import { rounded } from '../measure/pool.ts';
import type { Ceiling, Result } from '../measure/result.ts';
import type { OfferedLoad } from './offered-load.ts';

/** What of a result ceilings are read off. */
type Used = Pick<Result, 'memoryMb' | 'database' | 'offeredPerSecond' | 'throughputPerSecond'>;

/**
 * How near the app is to each thing that limits it, the nearest first: that one binds first. Resources that requests
 * queue for by the rate at which each alone would give out; memory and connections, of which there are so many, by
 * their peak.
 */
export function ceilings({ limits }: OfferedLoad, used: Used): Ceiling[] {
  const rate = used.offeredPerSecond ?? used.throughputPerSecond.value;
  const rates = limits.map(({ resource, rate: limit }) => ceiling(resource, rate, limit, '/s'));
  const { memoryMb, database } = used;
  const memory = ceiling('memory', memoryMb?.peak, memoryMb?.quota, 'MB');
  const connections = ceiling('connections', database?.connections.peak, database?.connections.limit, '');
  return [...rates, memory, connections].flat().sort((a, b) => b.share - a.share);
}

function ceiling(
  name: string,
  used: number | null | undefined,
  limit: number | null | undefined,
  unit: Ceiling['unit'],
): Ceiling[] {
  if (used == null || limit == null || !(limit > 0) || !Number.isFinite(limit)) return [];
  return [{ ceiling: name, share: rounded(used / limit), used: rounded(used), limit: rounded(limit), unit }];
}
