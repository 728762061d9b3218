import { readCaseFolders } from './case-folder.ts';
import { judgeCase } from './judge-case.ts';
import { type Mechanism, mechanisms } from './mechanisms.ts';
import { caseLine, closingLine, figureLines } from './table.ts';

interface Options {
  readonly directory: string;
  readonly only: readonly RegExp[];
  readonly json: boolean;
  readonly without: Mechanism | undefined;
}

function readOptions(args: readonly string[]): Options {
  const only: RegExp[] = [];
  let directory = new URL('./cases', import.meta.url).pathname;
  let json = false;
  let without: Mechanism | undefined;
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--json') json = true;
    else if (args[i] === '--only') only.push(glob(args[++i] ?? '*'));
    else if (args[i] === '--without') without = mechanism(args[++i]);
    else if (args[i] !== '--') directory = args[i]!;
  }
  return { directory, only, json, without };
}

function mechanism(name: string | undefined): Mechanism {
  const found = mechanisms.find((m) => m.name === name);
  if (found) return found;
  const list = mechanisms.map((m) => `  ${m.name.padEnd(24)} ${m.what}`).join('\n');
  throw new RangeError(`--without ${name ?? ''}: no mechanism of that name. There are:\n${list}`);
}

function glob(pattern: string): RegExp {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`);
}

async function main(args: readonly string[]): Promise<number> {
  const { directory, only, json, without } = readOptions(args);
  const folders = readCaseFolders(directory).filter(
    ({ settings }) => only.length === 0 || only.some((g) => g.test(settings.name)),
  );
  const rows = [];
  for (const folder of folders) {
    const row = await judgeCase(folder, without);
    if (!json) for (const line of [caseLine(row), ...figureLines(row)]) console.log(line);
    rows.push(row);
  }
  const counted = rows.filter((row) => row.verdict !== 'not judged');
  const within = counted.filter((row) => row.verdict === 'within');
  if (json) console.log(JSON.stringify(rows, null, 1));
  else console.log(closingLine(within.length, counted.length));
  return counted.length > 0 && within.length >= 0.9 * counted.length ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
