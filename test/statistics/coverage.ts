import { parseArgs } from 'node:util';
import { replicate } from '@dynosim/models';
import { type Cell, cells, steadyCells, terminatingCells } from './cells.ts';
import { type CoverageRow, coverageRows } from './coverage-row.ts';
import { experiment } from './experiment.ts';
import { Kept } from './kept.ts';
import { byRecursion } from './recursion.ts';

const names = (of: readonly Cell[]): string => of.map(({ name }) => name).join(' ');
const USAGE = `pnpm coverage [--experiments N] [--only NAME,...] [--precision P] [--simulator] [--keep FILE] [--json]
How often the default 95 % intervals hold the truth.
  --only       cells; without it all of these: ${names([...steadyCells, ...terminatingCells])}
               there are also ${names(cells.slice(steadyCells.length + terminatingCells.length))}
  --simulator  run rounds by the simulator, not by recursions of the same law, which are several times as fast
  --keep       write every experiment to FILE as it comes, and take from it what is there already`;

const { values: options } = parseArgs({
  options: {
    experiments: { type: 'string', default: '200' },
    only: { type: 'string', default: names([...steadyCells, ...terminatingCells]).replaceAll(' ', ',') },
    precision: { type: 'string', default: '5%' },
    simulator: { type: 'boolean', default: false },
    keep: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const HEADINGS = [
  'cell',
  'figure',
  'runs',
  'refused',
  'covered',
  '+-',
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
    String(row.experiments),
    percent(row.refused),
    percent(row.coverage),
    percent(row.coverageError),
    percent(row.halfWidth, 2),
    row.widthRatio.toFixed(2),
    percent(row.bias, 2),
    percent(row.biasError, 2),
    row.millions.toFixed(2),
    row.simulatedMillions.toFixed(2),
    percent(row.naiveCoverage),
  ];
}

function rowsOf(cell: Cell, kept: Kept): CoverageRow[] {
  const runs = Array.from({ length: Number(options.experiments) }, (_, i) => {
    if (i % 10 === 0) process.stderr.write(`${cell.name}: experiment ${i + 1} of ${options.experiments}\n`);
    const seed = `${cell.name} ${i}`;
    const engine = options.simulator ? replicate : byRecursion(cell.recursion);
    const key = `${seed} ${options.precision}${options.simulator ? ' simulator' : ''}`;
    return kept.take(key, () => experiment(cell, seed, options.precision, engine));
  });
  return coverageRows(cell, runs);
}

function main(): void {
  const kept = new Kept(options.keep);
  const rows = options.only.split(',').flatMap((name) => {
    const chosen = cells.filter((cell) => cell.name === name);
    if (chosen.length === 0) throw new Error(`there is no cell "${name}": ${names(cells)}`);
    const found = chosen.flatMap((cell) => rowsOf(cell, kept));
    process.stderr.write(`${table(found)}\n`);
    return found;
  });
  console.log(options.json ? JSON.stringify(rows, null, 2) : table(rows));
}

if (options.help) console.log(USAGE);
else main();
