import type { Result } from '@dynosim/models';
import { durationFigure, percentFigure } from './quantity-text.ts';
import { row } from './row.ts';

/** How busy the database is, how many connections were open, and what requests waited for one. */
export function databaseRows({ database, utilisation }: Result): string[] {
  if (database === null) return [];
  const { connections, poolMs } = database;
  const busy =
    utilisation.database.value === null ? [] : [row('Database busy', percentFigure(utilisation.database), '')];
  const ofAll = connections.limit === null ? 'open at the peak' : `of ${connections.limit} open at the peak`;
  return [
    ...busy,
    row('Connections', { value: String(connections.peak), range: ofAll, unit: '' }, ''),
    ...waitRows(poolMs),
  ];
}

function waitRows({ mean, p95, fraction }: NonNullable<Result['database']>['poolMs']): string[] {
  if (mean.value === null || fraction.value === 0) return [];
  return [
    'Waiting for a connection of the pool',
    row('mean', durationFigure(mean)),
    row('p95', durationFigure(p95)),
    row('of all that asked', percentFigure(fraction)),
  ];
}
