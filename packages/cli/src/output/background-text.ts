import type { Assumption } from '@dynosim/models';
import { printable, shortened } from './printable.ts';
import { WIDTH, wrapped } from './wrapped.ts';

const SHOWN = 5;
const WIDEST = 34;
/** How long and how exactly to run: stated elsewhere in the output. */
const OF_THE_RUN = /^run\./;

/** What decides most and is forgotten most easily. */
const DECISIVE: readonly string[] = ['web.count', 'server.workers'];

/** Values that nobody gave: those that decide most first, then those that are only assumed, for they are to be checked. */
export function assumptionLines(assumptions: readonly Assumption[]): string[] {
  const about = assumptions.filter(({ path }) => !OF_THE_RUN.test(path));
  if (about.length === 0) return [];
  const sorted = about.toSorted((a, b) => rank(a) - rank(b));
  const shown = sorted.slice(0, SHOWN).map(({ path, value, source }) => ({
    what: shortened(`${path} = ${value}`, WIDEST),
    source,
  }));
  const width = Math.max(...shown.map(({ what }) => what.length));
  // Two lines, less what words leave free at their ends.
  const room = 2 * (WIDTH - width - 4) - 12;
  const lines = shown.flatMap(({ what, source }) =>
    wrapped(shortened(source, room), `  ${what.padEnd(width)}  `, ' '.repeat(width + 4)),
  );
  const hidden = sorted.length - SHOWN;
  return [
    'Not in the scenario, so taken as',
    ...lines,
    ...(hidden > 0 ? [`  and ${hidden} more: --json has them all`] : []),
  ];
}

function rank({ path, source }: Assumption): number {
  if (DECISIVE.includes(path)) return 0;
  return source.startsWith('assumed') ? 1 : 2;
}

export function noteLines(notes: readonly string[]): string[] {
  return notes.flatMap((note) => wrapped(`Note: ${printable(note)}`, '', '  '));
}
