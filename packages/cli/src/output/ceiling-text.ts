import type { Result } from '@dynosim/models';
import { printable } from './printable.ts';
import { percentText } from './quantity-text.ts';
import { wrapped } from './wrapped.ts';

/** Ceilings in words, where their names are not. */
const NAMES: Readonly<Record<string, string>> = {
  cpu: 'CPU',
  lock: 'interpreter locks',
  loop: 'event loops',
  pool: 'connection pools',
  pgbouncer: 'PgBouncer',
};

type Ceiling = Result['ceilings'][number];

/** `Ceilings: workers 73.5 %, memory 64 % of 512 MB, CPU 17 %`: the nearest first; it binds first. */
export function ceilingLines({ ceilings }: Result): string[] {
  if (ceilings.length < 2) return [];
  return wrapped(`Ceilings, the nearest first: ${ceilings.map(ceilingText).join(', ')}`, '', '  ');
}

function ceilingText({ ceiling, share, limit, unit }: Ceiling): string {
  const name = NAMES[ceiling] ?? printable(ceiling);
  const of = unit === '/s' ? '' : ` of ${Math.round(limit)}${unit === '' ? '' : ` ${unit}`}`;
  return `${name} ${percentText(share)}${of}`;
}
