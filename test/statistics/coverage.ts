import { parseArgs } from 'node:util';
import { cells } from './cells.ts';
import { type CoverageRow, coverageRows } from './coverage-row.ts';
import { experiment } from './experiment.ts';

const USAGE = `node test/statistics/coverage.ts [--experiments N] [--cell NAME,...] [--precision P] [--json]
How often the default 95 % intervals of the steady procedure hold the truth: ${cells.map(({ name }) => name).join(' ')}`;

const { values: options } = parseArgs({
  options: {
    experiments: { type: 'string', default: '200' },
    cell: { type: 'string', default: cells.map(({ name }) => name).join(',') },
    precision: { type: 'string', default: '5%' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const HEADINGS = [
  'cell',
  'figure',
  'runs',
  'covered',
  'half width',
  'of ideal',
  'bias',
  '+-',
  'Mreq',
  'in all',
  'naive',
];

function table(rows: readonly CoverageRow[]): string {
  const lines = [HEADINGS, ...rows.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const pad = (cell: string, i: number): string => (i < 2 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!));
  return lines.map((line) => line.map(pad).join('  ')).join('\n');
}

function cellsOf(row: CoverageRow): string[] {
  const percent = (x: number, digits = 1): string => `${(100 * x).toFixed(digits)} %`;
  return [
    row.cell,
    row.figure,
    String(row.experiments) + (row.saturated > 0 ? ` (${row.saturated} saturated)` : ''),
    percent(row.coverage),
    percent(row.halfWidth, 2),
    row.widthRatio.toFixed(2),
    percent(row.bias, 2),
    percent(row.biasError, 2),
    row.millions.toFixed(2),
    row.simulatedMillions.toFixed(2),
    percent(row.naiveCoverage),
  ];
}

function main(): void {
  const wanted = options.cell.split(',');
  const chosen = cells.filter(({ name }) => wanted.includes(name));
  const rows = chosen.flatMap((cell) => {
    const runs = Array.from({ length: Number(options.experiments) }, (_, i) => {
      if (i % 10 === 0) process.stderr.write(`${cell.name}: experiment ${i + 1} of ${options.experiments}\n`);
      return experiment(cell, `${cell.name} ${i}`, options.precision);
    });
    const found = coverageRows(cell, runs);
    process.stderr.write(`${table(found)}\n`);
    return found;
  });
  console.log(options.json ? JSON.stringify(rows, null, 2) : table(rows));
}

if (options.help) console.log(USAGE);
else main();
