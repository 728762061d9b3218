import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseDistribution } from './case-distribution.ts';
import type { Figures } from './verdict.ts';
import { readWrkOutput } from './wrk.ts';

/** A measured run: the figures that a prediction is held against, durations in [ms], as the files have them. */
export interface MeasuredRun extends Figures {
  readonly noisy: boolean;
  /** The file that replays this very run; wrk leaves none. */
  readonly trace: string | undefined;
  /** How long wrk took [s]: it looks every 0.1 s whether its time is over. */
  readonly duration: number | undefined;
}

/** `case.json`: see the README beside the measured cases for its fields. */
export interface CaseSettings {
  readonly name: string;
  readonly title: string;
  readonly group?: string;
  readonly server: {
    readonly kind: string;
    readonly w?: number;
    readonly args?: readonly string[];
    readonly env?: Readonly<Record<string, string | number>>;
  };
  readonly workload?: {
    readonly arrivals: Readonly<Record<string, unknown>> & { readonly kind: string };
    readonly io?: CaseDistribution;
    readonly cpu?: CaseDistribution;
    /** Memory that a request leaves behind [KiB]. */
    readonly mem_kb?: number;
  };
  readonly versions?: Readonly<Record<string, string>>;
  readonly client_timeout_s?: number;
  readonly dynos?: number;
  readonly router?: string;
  readonly core?: boolean;
  readonly rt?: number;
  readonly cgroup?: unknown;
  readonly neighbours?: readonly { readonly shares: number; readonly args?: readonly number[] }[];
  readonly rho?: number;
  readonly warm_s?: number;
  readonly dur_s?: number;
  readonly wrk?: string;
}

export interface CaseFolder {
  readonly path: string;
  readonly settings: CaseSettings;
  readonly runs: readonly MeasuredRun[];
}

/** All case folders of a directory, by name. */
export function readCaseFolders(directory: string): CaseFolder[] {
  return readdirSync(directory)
    .filter((name) => existsSync(join(directory, name, 'case.json')))
    .sort()
    .map((name) => readCaseFolder(join(directory, name)));
}

export function readCaseFolder(path: string): CaseFolder {
  const settings = readJson(join(path, 'case.json')) as CaseSettings;
  const files = readdirSync(path).filter((file) => /^run-\d+\.json$/.test(file));
  files.sort((a, b) => Number.parseInt(a.slice(4), 10) - Number.parseInt(b.slice(4), 10));
  return { path, settings, runs: files.flatMap((file) => readRun(path, file)) };
}

function readRun(folder: string, file: string): MeasuredRun[] {
  const run = readJson(join(folder, file)) as Record<string, unknown>;
  const noisy = run['noisy'] === true;
  if (typeof run['text'] === 'string') return [{ noisy, ...wrkFigures(run['text']), trace: undefined }];
  const latency = run['latency_ok_ms'] as { p50: number; p95: number; p99: number } | undefined;
  if (!latency) return [];
  return [
    {
      noisy,
      status: run['status'] as Record<string, number>,
      completedRate: run['completed_rate'] as number,
      p50: latency.p50,
      p95: latency.p95,
      p99: latency.p99,
      trace: join(folder, file.replace('run-', 'trace-').replace('.json', '.csv.gz')),
      duration: undefined,
    },
  ];
}

/** wrk prints no p95, and it knows answers and late answers, not what became of the others. */
function wrkFigures(text: string): Omit<MeasuredRun, 'noisy' | 'trace'> {
  const { p50, p99, rate, answered, late, refused, failedConnects, brokenConnections, duration } = readWrkOutput(text);
  const counts = {
    answered,
    late,
    refused,
    'failed connects': failedConnects,
    'broken connections': brokenConnections,
  };
  const seen = Object.entries(counts).filter(([name, count]) => name === 'answered' || count > 0);
  return { p50, p95: undefined, p99, completedRate: rate, status: Object.fromEntries(seen), duration };
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
