import { execFileSync } from 'node:child_process';
import type { Repetition } from './programs/timed.ts';
import type { Program } from './programs.ts';

export interface Run {
  readonly requests: number;
  readonly seed: number;
  readonly warmUps: number;
  readonly repetitions: number;
}

/** Runs a program once in a process of its own and returns its timed repetitions. */
export function measure(program: Program, { requests, seed, warmUps, repetitions }: Run): Repetition[] {
  const [command, ...first] = program.command;
  const rest = [requests, seed, warmUps, repetitions].map(String);
  const stdout = execFileSync(command, [...first, ...rest], { encoding: 'utf8', maxBuffer: 1 << 24 });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Repetition);
}

export function nanosecondsPerRequest({ cpuSeconds, requests }: Repetition): number {
  return (1e9 * cpuSeconds) / requests;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
