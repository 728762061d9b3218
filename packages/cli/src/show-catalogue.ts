import { charts } from '@dynosim/charts';
import { databaseClients, dynos, nearest, postgresPlans, servers } from '@dynosim/models';
import { BadInput } from './bad-input.ts';
import { dynoDocument, serverDocument } from './output/catalogue-json.ts';
import { chartText } from './output/chart-text.ts';
import { clientText, plansText } from './output/database-catalogue-text.ts';
import { dynoTable } from './output/dyno-table.ts';
import { dynoText } from './output/dyno-text.ts';
import { printable } from './output/printable.ts';
import { serverText } from './output/server-text.ts';

function showDynos(name: string | undefined, asJson: boolean): void {
  const chosen = name === undefined ? undefined : pick(dynos, name, 'dyno type', 'dynos');
  if (asJson) printJson(chosen ? dynoDocument(chosen) : dynos.map(dynoDocument));
  else print(chosen ? dynoText(chosen) : dynoTable(dynos));
}

function showServers(name: string | undefined, asJson: boolean): void {
  const chosen = name === undefined ? undefined : pick(servers, name, 'server', 'servers');
  if (asJson) printJson(chosen ? serverDocument(chosen) : servers.map(serverDocument));
  else print((chosen ? [chosen] : servers).map(serverText).join('\n'));
}

function showPostgres(name: string | undefined, asJson: boolean): void {
  const chosen = name === undefined ? undefined : pick(postgresPlans, name, 'Postgres plan', 'postgres');
  if (asJson) printJson(chosen ?? postgresPlans);
  else print(plansText(chosen ? [chosen] : postgresPlans));
}

function showClients(name: string | undefined, asJson: boolean): void {
  const chosen = name === undefined ? undefined : pick(databaseClients, name, 'database client', 'clients');
  if (asJson) printJson(chosen ?? databaseClients);
  else print((chosen ? [chosen] : databaseClients).map(clientText).join('\n'));
}

function showCharts(name: string | undefined, asJson: boolean): void {
  const chosen = name === undefined ? charts : [pick(charts, name, 'chart', 'charts')];
  const documents = chosen.map(({ name: own, summary, takes, simulate }) => ({ name: own, summary, takes, simulate }));
  if (asJson) printJson(name === undefined ? documents : documents[0]);
  else print(chosen.map(chartText).join('\n'));
}

/** What `catalogue` prints of each kind, by its name or all. */
export const shows = {
  dynos: showDynos,
  servers: showServers,
  postgres: showPostgres,
  clients: showClients,
  charts: showCharts,
} as const;

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
