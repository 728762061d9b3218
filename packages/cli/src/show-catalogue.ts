import { charts } from '@dynosim/charts';
import { dynos, nearest, servers } from '@dynosim/models';
import { BadInput } from './bad-input.ts';
import { dynoDocument, serverDocument } from './output/catalogue-json.ts';
import { chartText } from './output/chart-text.ts';
import { dynoTable } from './output/dyno-table.ts';
import { dynoText } from './output/dyno-text.ts';
import { printable } from './output/printable.ts';
import { serverText } from './output/server-text.ts';

/** The command `catalogue dynos`. */
export function showDynos(name: string | undefined, asJson: boolean): void {
  const chosen = name === undefined ? undefined : pick(dynos, name, 'dyno type', 'dynos');
  if (asJson) printJson(chosen ? dynoDocument(chosen) : dynos.map(dynoDocument));
  else print(chosen ? dynoText(chosen) : dynoTable(dynos));
}

/** The command `catalogue servers`. */
export function showServers(name: string | undefined, asJson: boolean): void {
  const chosen = name === undefined ? undefined : pick(servers, name, 'server', 'servers');
  if (asJson) printJson(chosen ? serverDocument(chosen) : servers.map(serverDocument));
  else print((chosen ? [chosen] : servers).map(serverText).join('\n'));
}

/** The command `catalogue charts`. */
export function showCharts(name: string | undefined, asJson: boolean): void {
  const chosen = name === undefined ? charts : [pick(charts, name, 'chart', 'charts')];
  const documents = chosen.map(({ name: own, summary, takes, simulate }) => ({ name: own, summary, takes, simulate }));
  if (asJson) printJson(name === undefined ? documents : documents[0]);
  else print(chosen.map(chartText).join('\n'));
}

function pick<T extends { readonly name: string }>(all: readonly T[], name: string, kind: string, list: string): T {
  const found = all.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (found) return found;
  const meant = nearest(
    name,
    all.map((one) => one.name.toLowerCase()),
  );
  const hint = meant ? `did you mean ${meant}?` : `dynosim catalogue ${list} lists them`;
  throw new BadInput(`there is no ${kind} ${printable(JSON.stringify(name))}; ${hint}`);
}

function print(text: string): void {
  process.stdout.write(text);
}

function printJson(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document)}\n`);
}
