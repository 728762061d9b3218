import type { TopLevelSpec } from 'vega-lite';
import type { ChartDefinition, ChartInput } from './chart.ts';
import { frame } from './frame.ts';
import { haloed } from './halo.ts';
import { certainty, shown } from './label.ts';
import { limitLayers, type Note, saturationStart } from './load-notes.ts';
import { type Design, designs } from './load-points.ts';
import { type LoadSeries, percentileSeries, seriesByDesign } from './load-series.ts';
import { bindingLimit, designsTitle, loadReason, loadSubtitle, loadTitle } from './load-story.ts';
import { message } from './message.ts';
import { keyText } from './objective.ts';
import { HEIGHT, palette } from './theme.ts';
import { objectiveLayers, spreadOut, type TimeAxis, timeAxis } from './time-axis.ts';

/** Below the lines there is room for the names of the vertical rules: so many pixels a row. */
const NOTE_ROW = 19;
const NO_LOAD =
  'These results have no offered load: their clients wait for answers, or they replay recorded arrivals. A chart by load needs traffic with a rate.';

/** The hockey stick: response times against the offered load, up to where the app gives out. */
export const latencyByLoad: ChartDefinition = {
  name: 'latency-by-load',
  summary: 'how p50, p95 and p99 grow with the load, and where the objective is missed; or p95 of several designs',
  simulate: 'by load',
  takes: { results: 'many', measured: false },
  draw(input) {
    const all = designs(input.results);
    if (all.length === 0) return message('No load to draw', [], NO_LOAD);
    return all.length === 1 ? oneDesign(all[0]!, input) : manyDesigns(all, input);
  },
};

function oneDesign(design: Design, input: ChartInput): TopLevelSpec {
  const [title, subtitle] = [loadTitle(design), loadSubtitle(design)];
  if (design.points.every(({ state }) => state !== 'steady')) return message(title, subtitle, loadReason(design));
  const limit = bindingLimit(design);
  const series = percentileSeries(design, limit?.objective.key);
  return picture({ title, subtitle, series, limit, input, from: saturationStart(design), isOne: true });
}

function manyDesigns(all: readonly Design[], input: ChartInput): TopLevelSpec {
  const limits = all.map(bindingLimit);
  const objective = limits.find((limit) => limit !== undefined)?.objective;
  const key = objective?.key ?? 'p95';
  const subtitle = [
    `${keyText(key)} of ${all.length} designs of ${shown(all[0]!.points[0]!.result.scenario.name ?? '') || 'a scenario'}`,
    certainty('Bands', input.results),
  ];
  const series = seriesByDesign(all, key);
  if (series.every(({ rows }) => rows.length === 0)) return message(designsTitle(all), subtitle, loadReason(all[0]!));
  const left = all.length - series.length;
  const hasSaturated = all.some(({ points }) => points.some(({ state }) => state === 'saturated'));
  const story = [
    ...subtitle,
    ...(hasSaturated ? ['× saturated: the queue grows, no response time is true'] : []),
    ...(left > 0 ? [`${left} more designs are not drawn`] : []),
  ];
  const line = objective && { objective, safe: undefined, crossing: undefined, isOpen: true };
  return picture({
    title: designsTitle(all),
    subtitle: story,
    series,
    limit: line,
    input,
    from: undefined,
    isOne: false,
  });
}

interface Picture {
  readonly title: string;
  readonly subtitle: readonly string[];
  readonly series: readonly LoadSeries[];
  readonly limit: ReturnType<typeof bindingLimit>;
  readonly input: ChartInput;
  readonly isOne: boolean;
  /** From this load on the app is saturated [1/s]. */
  readonly from: number | undefined;
}

function picture({ title, subtitle, series, limit, input, from, isOne }: Picture): TopLevelSpec {
  const loads = series.flatMap(({ rows, without }) => [...rows, ...without]).map(({ load }) => load);
  const last = Math.max(...loads, input.today ?? 0);
  const isNear = from !== undefined && from <= 1.25 * last;
  const end = Math.max(last, isNear ? from : 0) * 1.03;
  const x = { type: 'quantitative', scale: { domain: [0, end], nice: false }, axis: loadAxis() };
  const notes: Note[] = limitLayers.notes({ limit, today: input.today, saturated: isNear ? from : undefined });
  const times = series.flatMap(({ rows }) => rows.flatMap(({ low, ms, high }) => [low, ms, high]));
  const y = timeAxis([...times, ...(limit ? [limit.objective.bound] : [])], HEIGHT - NOTE_ROW * notes.length - 8);
  return {
    ...frame(title, subtitle),
    data: { values: series.flatMap(({ rows }) => rows) },
    encoding: { x: { ...x, field: 'load' } },
    layer: [
      ...(isNear ? limitLayers.region(from, end, x) : []),
      ...bands(series, y),
      ...(limit ? objectiveLayers(limit.objective.bound, limit.objective.text, y) : []),
      ...limitLayers.rules(notes, x, end, NOTE_ROW),
      ...curves(series, y),
      ...withoutFigures(series, x),
      ...names(series, x, y, isOne),
    ],
  } as TopLevelSpec;
}

function loadAxis(): object {
  return { title: 'offered load (requests per second)', tickCount: 8, format: ',~f' };
}

function colour(series: readonly LoadSeries[]): object {
  const scale = { domain: series.map(({ label }) => label), range: series.map(({ colour: own }) => own) };
  return { field: 'series', type: 'nominal', scale, legend: null };
}

/** Where the true value lies: an area, or a bar where there is a single load. */
function bands(series: readonly LoadSeries[], { encoding }: TimeAxis): object[] {
  const type = series.some(({ rows }) => rows.length > 1)
    ? { type: 'area', opacity: 0.22 }
    : { type: 'rule', strokeWidth: 7, opacity: 0.3 };
  const y = { ...encoding, field: 'low' };
  return [{ mark: { ...type, aria: false }, encoding: { y, y2: { field: 'high' }, color: colour(series) } }];
}

function curves(series: readonly LoadSeries[], { encoding }: TimeAxis): object[] {
  const shared = { y: { ...encoding, field: 'ms' }, color: colour(series) };
  const description = { field: 'said', type: 'nominal' };
  return [
    { mark: { type: 'line', strokeWidth: 2.5, strokeJoin: 'round', aria: false }, encoding: shared },
    { mark: { type: 'point', filled: true, size: 46, opacity: 1 }, encoding: { ...shared, description } },
  ];
}

/** A cross at the top for each load that has no response time. */
function withoutFigures(series: readonly LoadSeries[], x: object): object[] {
  const values = series.flatMap(({ without }, i) => without.map((mark) => ({ ...mark, height: 10 + 12 * i })));
  if (values.length === 0) return [];
  return [
    {
      data: { values },
      mark: { type: 'text', fontSize: 19, fontWeight: 600, baseline: 'middle' },
      encoding: {
        x: { ...x, field: 'load' },
        y: { field: 'height', type: 'quantitative', scale: null },
        text: { field: 'sign', type: 'nominal' },
        color: { field: 'colour', type: 'nominal', scale: null },
        description: { field: 'said', type: 'nominal' },
      },
    },
  ];
}

/** The name of each curve at its right end, moved apart where curves are close. */
function names(series: readonly LoadSeries[], x: object, y: TimeAxis, isOne: boolean): object[] {
  const ends = series.flatMap(({ label, rows }) => (rows.length === 0 ? [] : [{ label, ...rows.at(-1)! }]));
  const heights = spreadOut(
    ends.map(({ ms }) => y.at(ms)),
    17,
    y.at(y.domain[0]),
  );
  const values = ends.map(({ label, load }, i) => ({ label, load, height: heights[i] }));
  const layer = {
    data: { values },
    mark: { type: 'text', align: 'left', baseline: 'middle', dx: 9, fontWeight: 600, color: palette.ink, limit: 220 },
    encoding: {
      x: { ...x, field: 'load' },
      y: { field: 'height', type: 'quantitative', scale: null },
      text: { field: 'label', type: 'nominal' },
    },
  };
  // Curves of one design end at the same load: nothing crosses their names.
  return isOne ? [layer] : haloed(layer);
}
