import type { Result } from '@dynosim/models';
import { durationFigure, percentFigure, significant } from './quantity-text.ts';
import { row } from './row.ts';

type Database = NonNullable<Result['database']>;

/** How busy the database is, how many connections were open, who got none, and what it took to get one. */
export function databaseRows(result: Result): string[] {
  const { database, utilisation } = result;
  if (database === null) return [];
  const busy =
    utilisation.database.value === null ? [] : [row('Database busy', percentFigure(utilisation.database), '')];
  return [...busy, connectionRow(result, database), ...mishapRows(result), ...waitRows(database)];
}

function connectionRow({ scenario }: Result, { connections }: Database): string {
  const { limit, peak } = connections;
  const to = scenario.database?.pgbouncer === undefined ? '' : ', to PgBouncer';
  const range = limit === null ? `open at the peak${to}` : `of ${limit} open at the peak`;
  return row('Connections', { value: String(peak), range, unit: '' }, '');
}

function mishapRows({ counts, simulatedSeconds }: Result): string[] {
  const mishap = (label: string, count: number, range: string): string[] =>
    count > 0 ? [row(label, { value: `${significant((3600 * count) / simulatedSeconds)}/h`, range, unit: '' })] : [];
  return [
    ...mishap('refused', counts.databaseRefused, 'the database accepts no more'),
    ...mishap('awaited in vain', counts.databaseTimeout, 'the pool was empty for too long'),
  ];
}

function waitRows({ poolMs: { mean, p95, fraction } }: Database): string[] {
  if (mean.value === null || fraction.value === 0) return [];
  return [
    'To get a connection',
    row('mean', durationFigure(mean)),
    row('p95', durationFigure(p95)),
    row('that took any time', percentFigure(fraction)),
  ];
}
