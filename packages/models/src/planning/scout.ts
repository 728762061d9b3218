import { type Bounds, mostRunning } from './bounds.ts';
import type { Inquiry } from './inquiry.ts';
import type { Reading } from './reading.ts';
import type { Trial, Trials } from './trial.ts';
import type { Effort } from './window.ts';

const REPLICATIONS = 4;
const REQUESTS = 1000;
const LONGEST_WARM_UP = 400;
/** Steps above the bound at which a ladder of dyno counts is tried first. */
const STEPS = [0, 1, 2, 4, 8, 16, 32, 64, 128];

/**
 * A quick and uncertain search for the smallest number of dynos of one type, over all numbers of workers and threads:
 * it only chooses what the decision, with fresh random numbers, will look at. Undefined where nothing seems to hold.
 */
export function* scoutType(
  trials: Trials,
  all: readonly Bounds[],
  maxCost: number,
  spare: number,
): Inquiry<Trial | undefined> {
  const most = mostRunning(all[0]!.family, maxCost, spare);
  const [lead] = all.toSorted((a, b) => a.least - b.least || b.limit - a.limit || b.family.workers - a.family.workers);
  let running = yield* smallest(trials, lead!, most, spare);
  const first = running ?? most + 1;
  let best: Trial | undefined;
  for (let count = first; count >= 1 && count >= first - STEPS.length; count--) {
    const found = yield* bestOf(trials, all, count, spare);
    if (found === undefined || trials.worst(found.reading) > 0) break;
    best = found;
    running = count;
    if (count > 1 && !all.some(({ least }) => least < count)) break;
  }
  if (best === undefined && running !== undefined) return yield* bestOf(trials, all, running, spare);
  return best;
}

/** The number of running dynos of one family from which on the rules seem to hold. */
function* smallest(
  trials: Trials,
  { family, least }: Bounds,
  most: number,
  spare: number,
): Inquiry<number | undefined> {
  let [low, high] = [least - 1, most + 1];
  let counts = STEPS.map((step) => least + step).filter((count) => count <= most);
  if (counts.length > 0 && counts.at(-1)! < most && counts.length === STEPS.length) counts.push(most);
  while (counts.length > 0) {
    const formations = counts.map((count) => ({ ...family, count: count + spare }));
    const tried = yield* trials.read(formations, effort(trials));
    const holding = tried.findIndex(({ reading }) => trials.worst(reading) <= 0);
    if (holding === -1) return high <= most ? high : undefined;
    high = counts[holding]!;
    low = holding === 0 ? low : counts[holding - 1]!;
    counts = between(low, high);
  }
  return high <= most ? high : undefined;
}

/** Up to four whole numbers strictly between two others. */
function between(low: number, high: number): number[] {
  const inside = high - low - 1;
  const parts = Math.min(4, Math.max(0, inside));
  const numbers = Array.from({ length: parts }, (_, i) => low + Math.round(((i + 1) * (high - low)) / (parts + 1)));
  return [...new Set(numbers)].filter((n) => n > low && n < high);
}

/** Of all settings the ones that keep furthest from breaking a rule, with so many running dynos. */
function* bestOf(trials: Trials, all: readonly Bounds[], running: number, spare: number): Inquiry<Trial | undefined> {
  const possible = all.filter(
    ({ least, family }) => least <= running && running + spare <= (family.dyno.maxCount ?? Number.POSITIVE_INFINITY),
  );
  const formations = possible.map(({ family }) => ({ ...family, count: running + spare }));
  const tried = yield* trials.read(formations, effort(trials));
  return tried.toSorted((a, b) => rank(trials, a.reading) - rank(trials, b.reading))[0];
}

/** What seems to hold comes first, the lowest p99 before others; the rest by how far it is from holding. */
function rank(trials: Trials, reading: Reading): number {
  const excess = trials.worst(reading);
  if (excess > 0) return excess;
  const { value } = reading.percentile(0.99);
  return -1 / (1 + (value ?? 0));
}

function effort(trials: Trials): Effort {
  return trials.effort(0, REPLICATIONS, REQUESTS, LONGEST_WARM_UP);
}
