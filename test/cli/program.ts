import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('../../packages/cli/src/main.ts', import.meta.url));
/** What `pnpm --filter dynosim build` makes. */
export const BUNDLE = fileURLToPath(new URL('../../packages/cli/dist/dynosim.js', import.meta.url));

export interface Ended {
  /** null if a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Start {
  readonly stdin?: string | Uint8Array;
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly program?: string;
  /** Called with the running process. */
  readonly during?: (child: ChildProcess) => void;
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'dynosim-'));
}

/** Compiled once for all tests: half of the time of a short command run from its sources. */
const CACHE = join(tmpdir(), 'dynosim-test-compiled');

/** Runs the program as a user would: a process of its own, arguments, streams and an exit code. */
export function dynosim(args: readonly string[], start: Start = {}): Promise<Ended> {
  const env = { ...process.env, FORCE_COLOR: undefined, NODE_COMPILE_CACHE: CACHE, ...start.env };
  const options = { cwd: start.folder ?? tmpdir(), env };
  const child = spawn(process.execPath, [start.program ?? SOURCE, ...args], options);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  // A program that refuses its input early does not read it to the end.
  child.stdin.on('error', () => {});
  child.stdin.end(start.stdin ?? '');
  start.during?.(child);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Runs a line of shell in which `dynosim` is the program, as for somebody who has installed it. */
export function inShell(line: string, folder: string, shell: readonly string[] = ['sh', '-c']): Ended {
  const bin = newFolder();
  writeFileSync(join(bin, 'dynosim'), `#!/bin/sh\nexec "${process.execPath}" "${SOURCE}" "$@"\n`, { mode: 0o755 });
  const env = { ...process.env, PATH: `${bin}:${process.env['PATH']}`, NO_COLOR: '1', NODE_COMPILE_CACHE: CACHE };
  const [command, ...args] = shell;
  const { status, stdout, stderr } = spawnSync(command!, [...args, line], { cwd: folder, env, encoding: 'utf8' });
  return { code: status, stdout, stderr };
}

/** What was written on standard error, but for the lines of progress that a slow machine gets to see. */
export function withoutProgress(stderr: string): string {
  return stderr.replaceAll(/^\d+ % {2}.*\n/gm, '');
}
