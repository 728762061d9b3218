import { bursts, traps } from './bursts.ts';
import type { Experiment } from './experiment.ts';
import { blocked, connections, lives, locks, streams } from './workers.ts';

const experiments: readonly Experiment[] = [
  ...bursts,
  ...traps,
  ...streams,
  ...blocked,
  ...lives,
  ...connections,
  ...locks,
];

/** Every experiment beside its simulation, as a table in Markdown; in the same order and to the same digit every time. */
export function experimentTable(): string[] {
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
