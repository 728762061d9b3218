import { parseArgs } from 'node:util';
import { batchTable, compareAll } from './batch-table.ts';

const USAGE = `pnpm coffey [--dynos N]
A published experiment with one dyno of each type (10,000 parses of JSON, April 2021) beside N simulated dynos of each.
docs/shared-cpu.md shows it with 40, the default.`;

const { values: options } = parseArgs({
  options: { dynos: { type: 'string', default: '40' }, help: { type: 'boolean', default: false } },
});

if (options.help) console.log(USAGE);
else for (const line of batchTable(compareAll(Number(options.dynos)), Number(options.dynos))) console.log(line);
