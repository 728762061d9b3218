import { ABOVE, BELOW, labelledLine } from './labelled-line.ts';
import { palette } from './theme.ts';

/** A logarithmic axis of response times [ms] with room for some pixels of notes below it. */
export interface TimeAxis {
  readonly domain: readonly [number, number];
  /** Encoding of the channel y without a field. */
  readonly encoding: object;
  /** Pixels from the top for a value [ms]. */
  readonly at: (ms: number) => number;
}

const STEPS = [1, 2, 5] as const;
const MOST_TICKS = 8;
/** `500 ms`, `2 s`; a Vega expression. */
const LABEL = "datum.value < 1000 ? datum.value + ' ms' : datum.value / 1000 + ' s'";

/** An axis for all these values, from one round number to another. */
export function timeAxis(values: readonly number[], height: number): TimeAxis {
  const positive = values.filter((ms) => ms > 0);
  const [low, high] = positive.length === 0 ? [1, 10] : [Math.min(...positive), Math.max(...positive)];
  const ticks = roundNumbers(low, high);
  const [first, last] = [ticks[0]!, ticks.at(-1)!];
  const shownTicks = ticks.length > MOST_TICKS ? ticks.filter((ms) => /^(0\.0*1|10*)$/.test(String(ms))) : ticks;
  return {
    domain: [first, last],
    at: (ms) => height * (1 - Math.log(Math.max(ms, first) / first) / Math.log(last / first)),
    encoding: {
      type: 'quantitative',
      scale: { type: 'log', domain: [first, last], range: [height, 0], nice: false, clamp: true },
      axis: { values: shownTicks, labelExpr: LABEL, title: 'response time (log scale)', grid: true },
    },
  };
}

/** 1, 2, 5, 10, … from the last not above `low` to the first not below `high`, two at least. */
function roundNumbers(low: number, high: number): number[] {
  const from = Math.floor(Math.log10(low));
  const to = Math.ceil(Math.log10(high)) + 1;
  const all = Array.from({ length: to - from + 1 }, (_, i) => STEPS.map((step) => power(step, from + i))).flat();
  const first = all.findLastIndex((ms) => ms <= low);
  const last = all.findIndex((ms, i) => ms >= high && i > first);
  return all.slice(first, last + 1);
}

/** step x 10^exponent without the last bits of a product. */
function power(step: number, exponent: number): number {
  return Number(`${step}e${exponent}`);
}

/** Pixels that a text needs above a line; nearer to the top there is the title of the axis. */
const ROOM = 18;

/** The line of an objective, with its text above it, or below it at the top of the picture. */
export function objectiveLayers(bound: number, text: string, y: TimeAxis): object[] {
  const line = { field: 'bound', at: bound, text, colour: palette.objective };
  return labelledLine(line, y.encoding, y.at(bound) < ROOM ? BELOW : ABOVE);
}

/** Moves texts apart that would lie on each other: the same heights in the same order, at least `gap` apart. */
export function spreadOut(heights: readonly number[], gap: number, bottom: number): number[] {
  const order = heights.map((_, i) => i).sort((a, b) => heights[a]! - heights[b]!);
  const placed = [...heights];
  for (const [n, i] of order.entries()) {
    if (n > 0) placed[i] = Math.max(placed[i]!, placed[order[n - 1]!]! + gap);
  }
  const over = order.length === 0 ? 0 : Math.max(0, placed[order.at(-1)!]! - bottom);
  return placed.map((y) => y - over);
}
