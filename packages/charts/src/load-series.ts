import type { Design, LoadPoint } from './load-points.ts';
import { keyText, type LatencyKey, onLogAxis, spanOf, spanText } from './objective.ts';
import { rate } from './quantity.ts';
import { palette } from './theme.ts';

/** A curve: a figure at several loads. */
export interface LoadSeries {
  readonly label: string;
  readonly colour: string;
  readonly rows: readonly LoadRow[];
  /** Loads without a figure. */
  readonly without: readonly WithoutFigure[];
}

export interface LoadRow {
  readonly series: string;
  readonly load: number;
  readonly ms: number;
  readonly low: number;
  readonly high: number;
  /** The point in words: for a pointer on it, and for who cannot see it. */
  readonly said: string;
}

export interface WithoutFigure {
  readonly load: number;
  readonly sign: string;
  readonly colour: string;
  readonly said: string;
}

const SHOWN: readonly LatencyKey[] = ['p50', 'p95', 'p99'];
const ORDER: readonly LatencyKey[] = ['mean', 'p50', 'p90', 'p95', 'p99', 'p999'];
const COLOURS: Readonly<Record<LatencyKey, string>> = {
  mean: palette.soft,
  p50: palette.p50,
  p90: '#3c84c2',
  p95: palette.p95,
  p99: palette.p99,
  p999: '#051a36',
};

/** One design: p50, p95 and p99, and the figure of its objective if that is another. */
export function percentileSeries({ points }: Design, wanted: LatencyKey | undefined): LoadSeries[] {
  const keys = ORDER.filter((key) => SHOWN.includes(key) || key === wanted);
  return keys.map((key, i) => {
    const label = keyText(key);
    // Loads without figures are told once, not for every percentile.
    const without = i === 0 ? withoutFigures(points, palette.soft, '') : [];
    return { label, colour: COLOURS[key], rows: rows(points, key, label), without };
  });
}

/** The same figure of several designs; as many as there are colours. */
export function seriesByDesign(all: readonly Design[], key: LatencyKey): LoadSeries[] {
  return all.slice(0, palette.series.length).map(({ label, points }, i) => {
    const colour = palette.series[i]!;
    return { label, colour, rows: rows(points, key, label), without: withoutFigures(points, colour, `${label}: `) };
  });
}

function rows(points: readonly LoadPoint[], key: LatencyKey, series: string): LoadRow[] {
  return points.flatMap(({ load, state, result }) => {
    const span = state === 'steady' ? spanOf(result.latencyMs[key]) : undefined;
    if (span === undefined) return [];
    return [{ series, load, ...onLogAxis(span), said: `${series} at ${rate(load)}: ${spanText(span)}` }];
  });
}

function withoutFigures(points: readonly LoadPoint[], colour: string, before: string): WithoutFigure[] {
  return points.flatMap(({ load, state }) => {
    if (state === 'steady') return [];
    const isSaturated = state === 'saturated';
    const said = `${before}${isSaturated ? 'saturated' : 'every request fails'} at ${rate(load)}`;
    return [{ load, sign: isSaturated ? '×' : '+', colour, said }];
  });
}
