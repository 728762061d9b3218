import type { DatabaseClient, PostgresPlan } from '@dynosim/models';
import { wrapped } from './wrapped.ts';

/** Plans for a person: those with one limit and source on one line. */
export function plansText(plans: readonly PostgresPlan[]): string {
  const groups = Map.groupBy(plans, ({ connections, source }) => `${connections} connections: ${source}`);
  return `${[...groups].flatMap(([limit, group]) => planLines(limit, group)).join('\n')}\n`;
}

function planLines(limit: string, group: readonly PostgresPlan[]): string[] {
  return [...wrapped(group.map(({ name }) => name).join(', '), '', ''), ...wrapped(limit, '  ', '  ')];
}

/** A database library for a person. */
export function clientText({
  name,
  summary,
  pool,
  reuse,
  hold,
  checkoutTimeout,
  source,
  language,
}: DatabaseClient): string {
  const kept = reuse === undefined ? '' : ` (${reuse} stay open)`;
  const size = pool === 'none' ? 'no pool' : `pool of ${pool}${kept} in each worker`;
  const wait = checkoutTimeout === 'none' ? 'waits without a limit' : `waits ${checkoutTimeout}`;
  return [
    `${name} (${language})`,
    ...wrapped(summary, '  ', '  '),
    ...wrapped(`${size}; ${wait}; holds a connection for a ${hold}`, '  ', '  '),
    ...wrapped(source, '  ', '  '),
    '',
  ].join('\n');
}
