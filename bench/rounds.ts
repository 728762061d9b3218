import { measure, median, nanosecondsPerRequest } from './measurement.ts';
import type { Repetition } from './programs/timed.ts';
import { DYNOSIM, type Program, REFERENCE } from './programs.ts';

const WARM_UPS = 5;
const REPETITIONS = 3;

/** One line of the table; times per request in nanoseconds, response times in milliseconds. */
export interface Row {
  readonly name: string;
  readonly requests: number;
  readonly ns: number;
  readonly nsMin: number;
  readonly nsMax: number;
  /** Time of this program by the time of the reference in the same round, median over the rounds. */
  readonly ratio: number | null;
  readonly ratioMin: number | null;
  readonly ratioMax: number | null;
  /** The same by the time of the plain model through the public API. */
  readonly ratioToPlain: number | null;
  readonly eventsPerRequest: number | null;
  readonly peakMb: number;
  readonly meanMs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

/**
 * Every program once in every round, in turn: what slows the machine for a while slows all of them, and the ratio
 * within a round stays.
 */
export function runRounds(programs: readonly Program[], rounds: number, requests: number): Row[] {
  const runs = new Map<Program, Repetition[][]>(programs.map((program) => [program, []]));
  for (let round = 1; round <= rounds; round++) {
    for (const program of programs) {
      const share = Math.max(1, Math.round(requests * program.share));
      const run = { requests: share, seed: round, warmUps: WARM_UPS, repetitions: REPETITIONS };
      runs.get(program)!.push(measure(program, run));
    }
  }
  const timesOf = (name: string): number[] | undefined => {
    const program = programs.find((one) => one.name === name);
    return program && runs.get(program)!.map(timeOfRound);
  };
  const [reference, plain] = [timesOf(REFERENCE), timesOf(DYNOSIM)];
  return programs.map((program) => rowOf(program, runs.get(program)!, reference, plain));
}

function timeOfRound(repetitions: readonly Repetition[]): number {
  return median(repetitions.map(nanosecondsPerRequest));
}

/** The times of two programs round by round, as ratios. */
function ratiosOf(times: readonly number[], others: readonly number[] | undefined): number[] | undefined {
  return others && times.map((time, i) => time / others[i]!);
}

function rowOf({ name }: Program, runs: readonly Repetition[][], reference?: number[], plain?: number[]): Row {
  const times = runs.map(timeOfRound);
  const ratios = ratiosOf(times, reference);
  const toPlain = ratiosOf(times, plain);
  const all = runs.flat();
  const average = (of: (one: Repetition) => number) => all.reduce((sum, one) => sum + of(one), 0) / all.length;
  return {
    name,
    requests: Math.round(average((one) => one.requests)),
    ns: median(times),
    nsMin: Math.min(...times),
    nsMax: Math.max(...times),
    ratio: ratios === undefined ? null : median(ratios),
    ratioMin: ratios === undefined ? null : Math.min(...ratios),
    ratioMax: ratios === undefined ? null : Math.max(...ratios),
    ratioToPlain: toPlain === undefined ? null : median(toPlain),
    eventsPerRequest: all[0]!.eventsPerRequest === null ? null : average((one) => one.eventsPerRequest!),
    peakMb: Math.max(...all.map(({ peakMb }) => peakMb)),
    meanMs: 1000 * average(({ mean }) => mean),
    p50Ms: 1000 * average(({ p50 }) => p50),
    p95Ms: 1000 * average(({ p95 }) => p95),
    p99Ms: 1000 * average(({ p99 }) => p99),
  };
}
