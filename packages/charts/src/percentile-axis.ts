/** Percentiles by the share of requests that are slower, 1 in 2, 1 in 10, …: the tail is stretched. */
export const PERCENTILES = [
  { key: 'p50', share: 0.5, slower: 2 },
  { key: 'p90', share: 0.9, slower: 10 },
  { key: 'p95', share: 0.95, slower: 20 },
  { key: 'p99', share: 0.99, slower: 100 },
  { key: 'p999', share: 0.999, slower: 1000 },
] as const;

/** How many requests there are to one that is slower: 20 for p95. */
export function slowerThan(share: number): number {
  return Number((1 / (1 - share)).toPrecision(6));
}

/** The axis of percentiles as HdrHistogram's plots have it (Gil Tene, 2012), without a field. */
export function percentileAxis({ grid = true, to = 1000 } = {}): object {
  const shown = PERCENTILES.filter(({ slower }) => slower <= to);
  const names = shown.map(({ key, slower }) => `datum.value == ${slower} ? '${key === 'p999' ? 'p99.9' : key}'`);
  return {
    type: 'quantitative',
    scale: { type: 'log', domain: [2, to], nice: false, padding: 12, clamp: true },
    axis: {
      title: 'percentile (the tail is stretched)',
      values: shown.map(({ slower }) => slower),
      labelExpr: `${names.join(' : ')} : ''`,
      grid,
    },
  };
}
