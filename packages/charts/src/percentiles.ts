import type { Result } from '@dynosim/models';
import type { TopLevelSpec } from 'vega-lite';
import type { ChartDefinition } from './chart.ts';
import { tellingApart } from './difference.ts';
import { frame } from './frame.ts';
import { haloed } from './halo.ts';
import { certainty, setting } from './label.ts';
import { stateOf } from './load-points.ts';
import { message } from './message.ts';
import { keyText, type LatencyObjective, latencyObjectives, onLogAxis, spanOf, spanText } from './objective.ts';
import { PERCENTILES, percentileAxis } from './percentile-axis.ts';
import { duration } from './quantity.ts';
import { HEIGHT, palette } from './theme.ts';
import { type TimeAxis, timeAxis } from './time-axis.ts';

interface Row {
  readonly result: string;
  readonly slower: number;
  readonly ms: number;
  readonly low: number;
  readonly high: number;
  readonly said: string;
}

/** A result with its name. */
interface Named {
  readonly result: Result;
  readonly label: string;
}

/** Response time by percentile, the tail stretched as HdrHistogram's plots do it, with the 95 % intervals. */
export const percentiles: ChartDefinition = {
  name: 'percentiles',
  summary: 'how long the slowest requests take, for one or more results',
  simulate: 'once',
  takes: { results: 'many', measured: false },
  draw({ results }) {
    const labels = tellingApart(results);
    const all = results.map((result, i) => ({ result, label: labels[i]! }));
    const known = all.filter(({ result }) => stateOf(result) === 'steady').slice(0, palette.series.length);
    if (known.length === 0) return message(titleWithout(all), [], reason(all));
    const rows = known.flatMap(rowsOf);
    const objectives = sharedObjectives(known);
    // The figures of a single curve stand below its points.
    const lowest = known.length === 1 ? 0.85 : 1;
    const times = rows.flatMap(({ low, high }) => [lowest * low, high]);
    const y = timeAxis([...times, ...objectives.map(({ bound }) => bound)], HEIGHT);
    return {
      ...frame(title(known), subtitle(all, known)),
      data: { values: rows },
      encoding: { x: { ...percentileAxis(), field: 'slower' } },
      layer: [...objectives.flatMap((objective) => targetLayers(objective, y)), ...curves(known, y)],
    } as TopLevelSpec;
  },
};

function rowsOf({ result, label }: Named): Row[] {
  return PERCENTILES.flatMap(({ key, slower }) => {
    const span = spanOf(result.latencyMs[key]);
    return span === undefined
      ? []
      : [{ result: label, slower, ...onLogAxis(span), said: `${label}, ${keyText(key)}: ${spanText(span)}` }];
  });
}

function curves(known: readonly Named[], { encoding }: TimeAxis): object[] {
  const names = known.map(({ label }) => label);
  const scale = { domain: names, range: names.map((_, i) => palette.series[i]) };
  const isMany = names.length > 1;
  const legend = isMany ? { orient: 'bottom', columns: 2, symbolType: 'circle', symbolOpacity: 1 } : null;
  const color = { field: 'result', type: 'nominal', scale, legend };
  const y = { ...encoding, field: 'ms' };
  const description = { field: 'said', type: 'nominal' };
  return [
    {
      mark: { type: 'rule', strokeWidth: 6, opacity: 0.3, strokeCap: 'butt', aria: false },
      encoding: { y: { ...encoding, field: 'low' }, y2: { field: 'high' }, color },
    },
    { mark: { type: 'line', strokeWidth: 2.5, aria: false }, encoding: { y, color } },
    { mark: { type: 'point', filled: true, size: 56, opacity: 1 }, encoding: { y, color, description } },
    ...(isMany ? [] : values(known[0]!, encoding)),
  ];
}

/** The figures themselves, where there is only one curve and so room for them. */
function values(one: Named, encoding: object): object[] {
  const rows = rowsOf(one).map((row) => ({ ...row, text: duration(row.ms) }));
  return haloed({
    data: { values: rows },
    mark: { type: 'text', baseline: 'top', align: 'left', dx: 8, dy: 8, fontWeight: 600 },
    encoding: {
      x: { ...percentileAxis(), field: 'slower' },
      y: { ...encoding, field: 'ms' },
      text: { field: 'text', type: 'nominal' },
    },
  });
}

/** Objectives on percentiles that all results have: for different ones there would be too many lines. */
function sharedObjectives(known: readonly Named[]): LatencyObjective[] {
  const [first = [], ...others] = known.map(({ result }) => latencyObjectives(result));
  return first.filter(
    ({ key, text }) => key !== 'mean' && others.every((list) => list.some((other) => other.text === text)),
  );
}

/** An objective bounds one percentile: a line that ends there. The curve has to pass below its end. */
function targetLayers({ key, bound, text }: LatencyObjective, { encoding }: TimeAxis): object[] {
  const { slower } = PERCENTILES.find((percentile) => percentile.key === key)!;
  const data = { values: [{ from: PERCENTILES[0].slower, slower, bound }] };
  const place = { x: { ...percentileAxis(), field: 'slower' }, y: { ...encoding, field: 'bound' } };
  const red = palette.objective;
  return [
    {
      data,
      mark: { type: 'rule', color: red, strokeDash: [6, 4], strokeWidth: 1.5 },
      encoding: { ...place, x: { ...percentileAxis(), field: 'from' }, x2: { field: 'slower' } },
    },
    {
      data,
      mark: { type: 'point', shape: 'triangle-down', filled: true, color: red, size: 90, opacity: 1 },
      encoding: place,
    },
    ...haloed({
      data,
      mark: { type: 'text', text, color: red, fontWeight: 600, align: 'left', baseline: 'bottom', dx: 6, dy: -5 },
      encoding: { ...place, x: { ...percentileAxis(), field: 'from' } },
    }),
  ];
}

/** The finding, out of the data. */
function title(known: readonly Named[]): string {
  const p99 = ({ result }: Named): number => result.latencyMs.p99.value ?? Number.POSITIVE_INFINITY;
  const best = known.reduce((a, b) => (p99(b) < p99(a) ? b : a));
  if (!Number.isFinite(p99(best))) return 'Too few requests for a tail';
  if (known.length === 1) return `One request in a hundred takes ${duration(p99(best))} or longer`;
  return `${best.label} has the shortest tail: p99 ${duration(p99(best))}`;
}

function subtitle(all: readonly Named[], known: readonly Named[]): string[] {
  const results = known.map(({ result }) => result);
  const unknown = (state: string): string[] =>
    all.filter(({ result }) => stateOf(result) === state).map(({ label }) => label);
  const left = all.filter(({ result }) => stateOf(result) === 'steady').length - known.length;
  return [
    known.length === 1 ? setting(results[0]!) : `Response time by percentile of ${known.length} results`,
    certainty('Bars', results),
    ...told('Saturated and so without response times', unknown('saturated')),
    ...told('Every request fails', unknown('failed')),
    ...(left > 0 ? [`${left} more results are not drawn`] : []),
  ];
}

function told(what: string, labels: readonly string[]): string[] {
  const [first, second, ...more] = labels;
  if (first === undefined) return [];
  const rest = more.length > 0 ? ` and ${more.length} more` : '';
  return [`${what}: ${second === undefined ? first : `${first}, ${second}`}${rest}`];
}

function titleWithout(all: readonly Named[]): string {
  const isSaturated = all.some(({ result }) => stateOf(result) === 'saturated');
  return isSaturated ? 'Saturated: there is no response time to show' : 'No request succeeds';
}

function reason(all: readonly Named[]): string {
  if (all.length === 0) return 'There is no result to draw.';
  const isSaturated = all.some(({ result }) => stateOf(result) === 'saturated');
  if (isSaturated) return 'Response times grow for as long as the load lasts, so no figure would be true.';
  return 'Every request fails, so there is no response time of the app to show.';
}
