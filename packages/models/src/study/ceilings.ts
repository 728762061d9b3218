import { rounded } from '../measure/pool.ts';
import type { Ceiling, Result } from '../measure/result.ts';
import type { ServerProfile } from '../servers/profile.ts';
import { busyColumn } from './bottleneck.ts';
import type { Limit, OfferedLoad } from './offered-load.ts';

/** What of a result ceilings are read off. */
type Used = Pick<Result, 'memoryMb' | 'database' | 'offeredPerSecond' | 'throughputPerSecond' | 'utilisation'>;

/**
 * How near the app is to each thing that limits it, the nearest first: that one binds first. Resources by how busy they
 * were or, where that is more or cannot be seen, by the rate that arrives against the one at which each alone would give
 * out; memory and connections by their peak.
 */
export function ceilings({ limits }: OfferedLoad, profile: ServerProfile, used: Used): Ceiling[] {
  const rates = limits.map((limit) => ceiling(limit.resource, busyShare(limit, profile, used), limit.rate, '/s'));
  const { memoryMb, database } = used;
  const memory = amount('memory', memoryMb?.peak, memoryMb?.quota, 'MB');
  const connections = amount('connections', database?.connections.peak, database?.connections.limit, '');
  return [...rates, memory, connections].flat().sort((a, b) => b.share - a.share);
}

function busyShare({ resource, rate: limit }: Limit, profile: ServerProfile, used: Used): number {
  const rate = used.offeredPerSecond ?? used.throughputPerSecond.value ?? 0;
  const column = busyColumn(resource, profile);
  return Math.max(rate / limit, (column && used.utilisation[column].value) ?? 0);
}

function amount(
  name: string,
  used: number | null | undefined,
  limit: number | null | undefined,
  unit: Ceiling['unit'],
): Ceiling[] {
  return used == null || limit == null ? [] : ceiling(name, used / limit, limit, unit);
}

function ceiling(name: string, share: number, limit: number, unit: Ceiling['unit']): Ceiling[] {
  if (!(limit > 0) || !Number.isFinite(limit)) return [];
  return [{ ceiling: name, share: rounded(share), limit: rounded(limit), unit }];
}
