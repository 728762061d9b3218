import { bursts, traps } from './bursts.ts';
import { databaseBursts, databaseCores } from './database-bursts.ts';
import { databaseStreams } from './database-streams.ts';
import type { Experiment } from './experiment.ts';
import { blocked, connections, lives, locks, streams } from './workers.ts';

/** What each page shows. */
export const pages: readonly (readonly [string, readonly Experiment[]])[] = [
  ['server-experiments.md', [...bursts, ...traps, ...streams, ...blocked, ...lives, ...connections, ...locks]],
  ['database-experiments.md', [...databaseStreams, ...databaseBursts, ...databaseCores]],
];

/** Every experiment beside its simulation, as a table in Markdown; in the same order and to the same digit every time. */
export function experimentTable(experiments: readonly Experiment[]): string[] {
  const judged = experiments.map((experiment) => ({ ...experiment, value: experiment.simulate() }));
  const holds = ({ value, bar }: { value: number; bar: readonly [number, number] }): boolean =>
    value >= bar[0] && value <= bar[1];
  const rows = judged.map((row) => {
    const verdict = holds(row) ? (row.fitted ? 'agrees (fitted)' : 'agrees') : '**differs**';
    return `| ${row.what} | ${row.measured} | ${Number(row.value.toPrecision(3))}${row.unit} | ${verdict} |`;
  });
  return [
    '| experiment | measured | simulated | |',
    '|---|---|---|---|',
    ...rows,
    '',
    `${judged.filter(holds).length} of ${judged.length} figures agree.`,
  ];
}
