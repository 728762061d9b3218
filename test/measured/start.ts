import type { Result, ScenarioDocument } from '@dynosim/models';
import { type CaseFolder, readCaseFolder } from './case-folder.ts';
import { caseScenario } from './case-scenario.ts';
import { readTrace, simulate } from './predict.ts';

/** The case of the README: five workers, busy enough for queues to decide the tail. */
const CASE = new URL('./cases/a-sync-w5-ln-r085', import.meta.url).pathname;

/** Replays one measured run and shows prediction and measurement side by side, then the questions that follow. */
async function start(): Promise<void> {
  const folder = readCaseFolder(CASE);
  const run = folder.runs[0]!;
  const trace = await readTrace(run.trace!);
  const expressed = caseScenario(folder.settings, run, trace);
  if ('reason' in expressed) throw new Error(expressed.reason);
  const began = performance.now();
  const predicted = simulate(expressed.document, trace);
  const took = performance.now() - began;
  const sent = predicted.requests.arrived;
  print(heading(folder, sent));
  print([
    '                    measured     predicted      error',
    row('p50', run.p50, predicted.latencyOkMs.p50.value!, 'ms'),
    row('p95', run.p95!, predicted.latencyOkMs.p95.value!, 'ms'),
    row('p99', run.p99, predicted.latencyOkMs.p99.value!, 'ms'),
    row('throughput', run.completedRate, predicted.throughputPerSecond.value!, '/s'),
    '',
    `The prediction took ${took.toFixed(0)} ms. The same traffic with another number of workers:`,
    '',
    ...[4, 6, 8].map((workers) => whatIf(workers, simulate(withWorkers(expressed.document, workers), trace))),
    '',
  ]);
  print([
    'Where to go next',
    '  npx -y pnpm@12.21.0 dynosim run examples/storefront.yaml   a scenario to copy',
    '  npx -y pnpm@12.21.0 dynosim run --help                     what else it can do',
    '  npx -y pnpm@12.21.0 measured                               every shipped case',
    '  README.md and docs/                                        why to believe it',
  ]);
}

function heading({ settings }: CaseFolder, sent: number): string[] {
  return [
    '',
    `A real server: gunicorn ${settings.versions?.['gunicorn']}, ${settings.server.w} sync workers, load ${settings.rho}.`,
    `${sent} requests in ${settings.dur_s} s; each computes for 2 ms and waits 100 ms on average, log-normal.`,
    'The simulator knows when each request came and what it asked for. It has not seen an answer.',
    '',
  ];
}

function row(name: string, measured: number, predicted: number, unit: string): string {
  const error = (100 * (predicted - measured)) / measured;
  const cells = [measured, predicted].map((x) => `${x.toPrecision(4)} ${unit}`.padStart(14));
  return `  ${name.padEnd(12)}${cells.join('')}${`${error >= 0 ? '+' : ''}${error.toFixed(1)} %`.padStart(11)}`;
}

function withWorkers(document: ScenarioDocument, workers: number): ScenarioDocument {
  const server = { ...document.server, workers };
  return { ...document, server, web: { ...document.web, cores: workers } };
}

function whatIf(workers: number, { latencyOkMs: { p50, p95, p99 } }: Result): string {
  const ms = (x: number | null): string => (x! < 1000 ? `${x!.toPrecision(3)} ms` : `${(x! / 1000).toPrecision(3)} s`);
  return `  ${workers} workers: p50 ${ms(p50.value)}, p95 ${ms(p95.value)}, p99 ${ms(p99.value)}`;
}

function print(lines: readonly string[]): void {
  console.log(lines.join('\n'));
}

await start();
