import { parseArgs } from 'node:util';
import { type PairedRow, pairedRows } from './paired-experiment.ts';
import { pairs } from './pairs.ts';

const USAGE = `node test/statistics/paired-coverage.ts [--experiments N] [--pair NAME,...] [--precision P] [--json]
How often the 95 % intervals of compare hold the true difference: ${pairs.map(({ name }) => name).join(' ')}`;

const { values: options } = parseArgs({
  options: {
    experiments: { type: 'string', default: '200' },
    pair: { type: 'string', default: pairs.map(({ name }) => name).join(',') },
    precision: { type: 'string', default: '5%' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const HEADINGS = ['pair', 'figure', 'runs', 'covered', 'width', 'variance', 'bias', 'Mreq'];

function table(rows: readonly PairedRow[]): string {
  const lines = [HEADINGS, ...rows.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines.map((line) => line.map((cell, i) => cell.padEnd(widths[i]!)).join('  ')).join('\n');
}

function cellsOf({ pair, figure, experiments, coverage, widthRatio, varianceReduction, bias, millions }: PairedRow) {
  return [
    pair,
    figure,
    String(experiments),
    coverage === undefined ? '-' : `${(100 * coverage).toFixed(1)} %`,
    widthRatio.toFixed(3),
    varianceReduction.toFixed(2),
    bias === undefined ? '-' : `${bias.toFixed(1)} se`,
    millions.toFixed(2),
  ];
}

if (options.help) console.log(USAGE);
else {
  const wanted = options.pair.split(',');
  const chosen = pairs.filter(({ name }) => wanted.includes(name));
  const rows = chosen.flatMap((pair) => pairedRows(pair, Number(options.experiments), options.precision));
  console.log(options.json ? JSON.stringify(rows, null, 2) : table(rows));
}
