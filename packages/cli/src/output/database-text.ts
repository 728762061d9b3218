import type { Result } from '@dynosim/models';
import { countFigure, durationFigure, percentFigure, perHourText } from './quantity-text.ts';
import { row } from './row.ts';

type Database = NonNullable<Result['database']>;

/** How many connections were open, how busy what lends or serves them was, who got none, and what it took to get one. */
export function databaseRows(result: Result): string[] {
  const { database } = result;
  if (database === null) return [];
  return [...busyRow(result), ...connectionRows(result, database), ...mishapRows(result), ...waitRows(database)];
}

/** Without cores and PgBouncer the utilisation is that of the connections, which have rows of their own. */
function busyRow({ scenario, utilisation }: Result): string[] {
  const { cores, pgbouncer } = scenario.database!;
  if (utilisation.database.value === null || (cores === undefined && pgbouncer === undefined)) return [];
  return [row(cores === undefined ? 'PgBouncer busy' : 'Database CPU busy', percentFigure(utilisation.database), '')];
}

function connectionRows({ scenario }: Result, { connections }: Database): string[] {
  const { limit, peak, mean } = connections;
  const to = scenario.database?.pgbouncer === undefined ? '' : ', to PgBouncer';
  const range = limit === null ? `open at the peak${to}` : `of ${limit} open at the peak`;
  return [row('Connections', { value: String(peak), range, unit: '' }, ''), row('on average', countFigure(mean))];
}

function mishapRows({ counts, simulatedSeconds }: Result): string[] {
  const mishap = (label: string, count: number, range: string): string[] =>
    count > 0 ? [row(label, { value: perHourText(count, simulatedSeconds), range, unit: '' })] : [];
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
