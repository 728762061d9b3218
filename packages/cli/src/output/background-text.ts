import type { Assumption } from '@dynosim/models';
import { printable, shortened } from './printable.ts';
import { WIDTH, wrapped } from './wrapped.ts';

const SHOWN = 5;
/** How long and how exactly to run: stated elsewhere in the output. */
const OF_THE_RUN = /^run\./;

/** Values that nobody gave: those that are only assumed first, for they are the ones to check. */
export function assumptionLines(assumptions: readonly Assumption[]): string[] {
  const about = assumptions.filter(({ path }) => !OF_THE_RUN.test(path));
  if (about.length === 0) return [];
  const isAssumed = ({ source }: Assumption): number => (source.startsWith('assumed') ? 0 : 1);
  const sorted = about.toSorted((a, b) => isAssumed(a) - isAssumed(b));
  const lines = sorted
    .slice(0, SHOWN)
    .map(({ path, value, source }) => shortened(`  ${`${path} = ${value}`.padEnd(26)}  ${source}`, WIDTH));
  const hidden = sorted.length - SHOWN;
  return [
    'Not in the scenario, so taken as',
    ...lines,
    ...(hidden > 0 ? [`  and ${hidden} more: --json has them all`] : []),
  ];
}

export function noteLines(notes: readonly string[]): string[] {
  return notes.flatMap((note) => wrapped(`Note: ${printable(note)}`, '', '  '));
}
