import { type CaseFolder, readCaseFolders } from './case-folder.ts';
import { judgePrepared, prepare } from './judge-case.ts';
import { type Mechanism, mechanisms } from './mechanisms.ts';
import { type FigureRow, median } from './verdict.ts';

/** Relative errors of p50 and p95 of a case [%]; p95 is NaN where nobody measured it. */
interface Errors {
  readonly p50: number;
  readonly p95: number;
}

/** A case in which a mechanism plays a part: its errors with and without it. */
interface Effect {
  readonly group: string;
  readonly mechanism: string;
  readonly with: Errors;
  readonly without: Errors;
}

/** Prints what each mechanism contributes to each group of cases, as a table in Markdown. */
async function main(directory: string): Promise<void> {
  const effects: Effect[] = [];
  for (const folder of readCaseFolders(directory)) effects.push(...(await effectsIn(folder)));
  const groups = [...new Set(effects.map(({ group }) => group))].sort();
  console.log(`| without | ${groups.join(' | ')} |`);
  console.log(`|---|${groups.map(() => '---').join('|')}|`);
  for (const { name } of mechanisms) {
    const cells = groups.map((group) => cell(effects.filter((e) => e.mechanism === name && e.group === group)));
    console.log(`| ${name} | ${cells.join(' | ')} |`);
  }
}

async function effectsIn(folder: CaseFolder): Promise<Effect[]> {
  const prepared = await prepare(folder);
  if ('reason' in prepared || prepared.onlyNoisy) return [];
  const { runs, scenarios } = prepared;
  const whole = errors(judgePrepared(folder, runs, scenarios));
  const group = folder.settings.name.slice(0, 1);
  return mechanisms.flatMap((mechanism: Mechanism): Effect[] => {
    const rest = scenarios.map(mechanism.without);
    if (rest.every((scenario, i) => scenario === scenarios[i])) return [];
    return [{ group, mechanism: mechanism.name, with: whole, without: errors(judgePrepared(folder, runs, rest)) }];
  });
}

function errors(figures: readonly FigureRow[]): Errors {
  const of = (name: string): number => {
    const row = figures.find(({ figure }) => figure === name);
    return row ? Math.abs((100 * row.error) / row.measured) : Number.NaN;
  };
  return { p50: of('p50'), p95: of('p95') };
}

/** Medians over the cases: p50 with and without, p95 with and without, and how many cases. */
function cell(effects: readonly Effect[]): string {
  if (effects.length === 0) return '';
  const pair = (name: keyof Errors): string => {
    const known = effects.filter((e) => Number.isFinite(e.with[name]));
    if (known.length === 0) return '-';
    return `${percent(known.map((e) => e.with[name]))} → ${percent(known.map((e) => e.without[name]))}`;
  };
  return `${pair('p50')}; ${pair('p95')} (${effects.length})`;
}

function percent(values: readonly number[]): string {
  return median(values).toFixed(1);
}

await main(process.argv[2] ?? new URL('./cases', import.meta.url).pathname);
