import type { Figure, Result } from '@dynosim/models';
import type { TopLevelSpec } from 'vega-lite';
import type { ChartDefinition } from './chart.ts';
import { palette, theme } from './theme.ts';

/** The percentiles that a result has, by the share of requests that are slower: 1 in 2, 1 in 10, … */
const POINTS = [
  { key: 'p50', slower: 2 },
  { key: 'p90', slower: 10 },
  { key: 'p95', slower: 20 },
  { key: 'p99', slower: 100 },
  { key: 'p999', slower: 1000 },
] as const;

interface Row {
  readonly result: string;
  readonly slower: number;
  readonly ms: number;
  readonly low: number;
  readonly high: number;
}

/** Response time by percentile, the tail stretched as HdrHistogram's plots do it, with the 95 % intervals. */
export const percentiles: ChartDefinition = {
  name: 'percentiles',
  summary: 'how long the slowest requests take, for one or more results',
  draw(results) {
    const rows = results.flatMap((result, i) => rowsOf(result, labels(results)[i]!));
    return {
      config: theme,
      width: 640,
      height: 320,
      title: { text: title(results), subtitle: subtitle(results) },
      data: { values: rows },
      encoding: {
        x: shareAxis(),
        color: colour(labels(results).filter((name) => rows.some((row) => row.result === name))),
      },
      layer: [
        { mark: { type: 'line', strokeWidth: 2.25 }, encoding: { y: timeAxis() } },
        {
          mark: { type: 'errorbar' },
          encoding: { y: { field: 'low', type: 'quantitative', title: '' }, y2: { field: 'high' } },
        },
        { mark: { type: 'point', filled: true, size: 42, opacity: 1 }, encoding: { y: timeAxis() } },
      ],
    } as TopLevelSpec;
  },
};

function rowsOf({ latencyMs }: Result, result: string): Row[] {
  return POINTS.flatMap(({ key, slower }) => {
    const { value, low, high }: Figure = latencyMs[key];
    const limit = high === null || high === Number.POSITIVE_INFINITY ? value : high;
    return value === null ? [] : [{ result, slower, ms: value, low: low ?? value, high: limit! }];
  });
}

/** Names of results as a legend shows them: two results of one scenario are told apart by their number. */
function labels(results: readonly Result[]): string[] {
  const names = results.map(({ scenario }) => shortened(scenario.name ?? 'scenario'));
  return names.map((name, i) => (names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${i + 1})`));
}

function shortened(name: string): string {
  const clean = name.replace(/\p{C}/gu, ' ').trim();
  return clean.length > 60 ? `${clean.slice(0, 59)}…` : clean;
}

/** The finding, out of the data. */
function title(results: readonly Result[]): string {
  const known = results.flatMap(({ latencyMs }, i) =>
    latencyMs.p99.value === null ? [] : [{ p99: latencyMs.p99.value, i }],
  );
  if (known.length === 0) return 'Saturated: there is no response time to show';
  const best = known.reduce((a, b) => (b.p99 < a.p99 ? b : a));
  if (results.length === 1) return `One request in a hundred takes ${duration(best.p99)} or longer`;
  return `${labels(results)[best.i]} has the shortest tail: p99 ${duration(best.p99)}`;
}

function subtitle(results: readonly Result[]): string[] {
  const saturated = labels(results).filter((_, i) => results[i]!.verdict === 'saturated');
  const basis = 'Response time by percentile, simulated, with 95 % intervals; the tail is stretched';
  return saturated.length > 0 ? [basis, `Saturated and not shown: ${saturated.join(', ')}`] : [basis];
}

function duration(ms: number): string {
  return ms < 1000 ? `${Number(ms.toPrecision(3))} ms` : `${Number((ms / 1000).toPrecision(3))} s`;
}

function shareAxis(): object {
  const names = POINTS.map(({ key, slower }) => `datum.value == ${slower} ? '${key === 'p999' ? 'p99.9' : key}'`);
  return {
    field: 'slower',
    type: 'quantitative',
    title: 'percentile',
    scale: { type: 'log', domain: [2, 1000], nice: false },
    axis: { values: POINTS.map(({ slower }) => slower), labelExpr: `${names.join(' : ')} : ''`, grid: true },
  };
}

function timeAxis(): object {
  return { field: 'ms', type: 'quantitative', title: 'response time (ms)', scale: { zero: true } };
}

function colour(names: readonly string[]): object {
  const scale = { domain: names, range: names.map((_, i) => palette.series[i % palette.series.length]) };
  return {
    field: 'result',
    type: 'nominal',
    scale,
    legend: names.length > 1 ? { orient: 'top-left', offset: 8 } : null,
  };
}
