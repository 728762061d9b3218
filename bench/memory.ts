import { measure, nanosecondsPerRequest } from './measurement.ts';
import type { Program } from './programs.ts';
import { table } from './table.ts';

const MILLION = 1e6;
export const SIZES: readonly number[] = [MILLION, 20 * MILLION];
/** A day at 1000 requests a second. */
export const A_DAY = 86.4 * MILLION;

export interface Peak {
  readonly requests: number;
  readonly peakMb: number;
  readonly ns: number;
}

/** Peak memory of one run, process included, of few and of many requests: the two must not differ. */
export function peaks(program: Program, sizes: readonly number[]): Peak[] {
  return sizes.map((requests) => {
    const [once] = measure(program, { requests, seed: 1, warmUps: 0, repetitions: 1 });
    return { requests: once!.requests, peakMb: once!.peakMb, ns: nanosecondsPerRequest(once!) };
  });
}

export function memoryTable({ name }: Program, rows: readonly Peak[]): string {
  const cells = rows.map(({ requests, peakMb, ns }) => [name, String(requests), peakMb.toFixed(1), ns.toFixed(0)]);
  return table([['program', 'requests', 'peak MB', 'ns/request (cold)'], ...cells]);
}
