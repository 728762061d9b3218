import { haloed } from './halo.ts';
import type { Crossing, LoadLimit } from './load-limit.ts';
import type { Design } from './load-points.ts';
import type { LatencyObjective } from './objective.ts';
import { duration, rate } from './quantity.ts';
import { HEIGHT, palette } from './theme.ts';

/** A vertical rule at a load, with its name. */
export interface Note {
  readonly load: number;
  readonly text: string;
  readonly colour: string;
  readonly dash: readonly number[];
}

interface Noted {
  readonly limit: LoadLimit | undefined;
  readonly today: number | undefined;
  readonly saturated: number | undefined;
}

/**
 * From which load on there is no steady state [1/s]: what the bottleneck can do at most, or the smallest load that
 * turned out saturated before that.
 */
export function saturationStart({ points }: Design): number | undefined {
  const seen = points.find(({ state }) => state === 'saturated')?.load;
  const limit = points[0]!.result.bottleneck?.limitPerSecond;
  const known = [seen, limit].filter((load) => load !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

function notes({ limit, today, saturated }: Noted): Note[] {
  return [
    ...(today === undefined ? [] : [{ load: today, text: `today ${rate(today)}`, colour: palette.ink, dash: [2, 3] }]),
    ...(limit?.crossing === undefined ? [] : [crossingNote(limit.objective, limit.crossing)]),
    ...(saturated === undefined
      ? []
      : [{ load: saturated, text: `saturated from ${rate(saturated)} on`, colour: palette.soft, dash: [1, 0] }]),
  ];
}

function crossingNote({ text, bound }: LatencyObjective, { load, low, high }: Crossing): Note {
  const interval = high === low ? '' : ` (${rate(low)} ${high === undefined ? 'or more' : `to ${rate(high)}`})`;
  const words = `${text.split(' ')[0]} reaches ${duration(bound)} at ${rate(load)}${interval}`;
  return { load, text: words, colour: palette.objective, dash: [1, 0] };
}

/** What lies beyond the app's limit, behind everything else. */
function region(from: number, end: number, x: object): object[] {
  return [
    {
      data: { values: [{ from, end }] },
      mark: { type: 'rect', color: palette.saturated, aria: false },
      encoding: { x: { ...x, field: 'from' }, x2: { field: 'end' }, y: { value: 0 }, y2: { value: 'height' } },
    },
  ];
}

/**
 * The rules from the top down to their names, which stand in rows below the curves on the side where there is more
 * room. The rows go with the loads, so that the names at the left of their rules cross none of the others.
 */
function rules(all: readonly Note[], x: object, end: number, row: number): object[] {
  const ascending = [...all].sort((a, b) => a.load - b.load);
  return ascending.flatMap(({ load, text, colour, dash }, i) => {
    const data = { values: [{ load }] };
    const isRight = load > end / 2;
    const place = { x: { ...x, field: 'load' } };
    const y = HEIGHT - row * (all.length - i) + row / 2;
    const side = { align: isRight ? 'right' : 'left', dx: isRight ? -6 : 6 };
    return [
      {
        data,
        mark: { type: 'rule', color: colour, strokeDash: dash, strokeWidth: 1.5 },
        encoding: { ...place, y: { value: 0 }, y2: { value: y + row / 2 } },
      },
      ...haloed({
        data,
        mark: { type: 'text', text, color: colour, fontWeight: 600, baseline: 'middle', ...side },
        encoding: { ...place, y: { value: y } },
      }),
    ];
  });
}

export const limitLayers = { notes, region, rules };
