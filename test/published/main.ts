import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fits, readCases } from './published-case.ts';
import { runCases } from './run-cases.ts';
import { type CaseVerdict, reachesBar } from './verdict.ts';
import { verdictTable } from './verdict-table.ts';

const USAGE = `pnpm published [FILE] [--only GLOB,...] [--family NAME,...] [--threads N] [--json]
Judges the cases of FILE (its own selection of closed forms without one): published results and exact theory.`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '*' },
    family: { type: 'string', default: '*' },
    threads: { type: 'string', default: String(availableParallelism()) },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** A path from where the user stands, also when the package manager has changed the directory. */
function fileToJudge(): string | URL {
  const [file] = positionals;
  return file === undefined ? new URL('./cases.json', import.meta.url) : resolve(process.env['INIT_CWD'] ?? '.', file);
}

function report(total: number, { id, holds, variants }: CaseVerdict, done: number): void {
  const seconds = variants.reduce((sum, variant) => sum + variant.seconds, 0);
  const line = `${done}/${total} ${id}: ${holds ? 'holds' : 'does not hold'}, ${seconds.toFixed(1)} s`;
  process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${line}${done === total ? '\n' : ''}` : `${line}\n`);
}

async function main(): Promise<void> {
  const all = readCases(readFileSync(fileToJudge(), 'utf8'));
  const cases = all.filter(({ id, family }) => fits(options.only, id) && fits(options.family, family));
  const verdicts = await runCases(cases, Math.max(1, Number(options.threads)), (v, done) =>
    report(cases.length, v, done),
  );
  const held = verdicts.filter(({ holds }) => holds).length;
  if (options.json) console.log(JSON.stringify({ held, total: verdicts.length, cases: verdicts }, null, 2));
  else console.log(`${verdictTable(verdicts)}\n${held} of ${verdicts.length} within the bar`);
  process.exitCode = reachesBar(verdicts) ? 0 : 1;
}

if (options.help) console.log(USAGE);
else await main();
