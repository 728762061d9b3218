import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseDistribution } from './case-distribution.ts';

/** The figures of a measured run that a prediction is held against. Durations in [ms], as the files have them. */
export interface MeasuredRun {
  readonly noisy: boolean;
  readonly status: Readonly<Record<string, number>>;
  readonly completedRate: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** The file that replays this very run. */
  readonly trace: string;
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
  const latency = run['latency_ok_ms'] as { p50: number; p95: number; p99: number } | undefined;
  if (!latency) return [];
  return [
    {
      noisy: run['noisy'] === true,
      status: run['status'] as Record<string, number>,
      completedRate: run['completed_rate'] as number,
      p50: latency.p50,
      p95: latency.p95,
      p99: latency.p99,
      trace: join(folder, file.replace('run-', 'trace-').replace('.json', '.csv.gz')),
    },
  ];
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
