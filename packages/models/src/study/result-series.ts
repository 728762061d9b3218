import { rounded } from '../measure/pool.ts';
import type { ResultSeries } from '../measure/result.ts';
import { COARSE_BUCKETS, coarseMiddle } from '../measure/series.ts';
import type { ReplicationSummary } from '../measure/summary.ts';

type Counts = 'arrived' | 'entered' | 'ended' | 'taken' | 'left' | 'finished' | 'failed';

/** The time series of a result, as the mean of the replications that recorded one; memory of the first of them. */
export function resultSeries(summaries: readonly ReplicationSummary[]): { readonly series?: ResultSeries } {
  const all = summaries.flatMap(({ series }) => (series ? [series] : []));
  const first = all[0];
  if (!first) return {};
  const bins = Array.from(first.arrived.keys());
  const mean = (column: Counts, bin: number): number =>
    all.reduce((sum, series) => sum + series[column][bin]!, 0) / all.length;
  const level = (up: readonly Counts[], down: readonly Counts[]): number[] => {
    const sum = (columns: readonly Counts[], bin: number): number => columns.reduce((s, of) => s + mean(of, bin), 0);
    let value = 0;
    return bins.map((bin) => rounded((value += sum(up, bin) - sum(down, bin))));
  };
  return {
    series: {
      t: bins.map((bin) => rounded((bin + 1) * first.width)),
      throughput: bins.map((bin) => rounded(mean('finished', bin) / first.width)),
      p95: bins.map((bin) =>
        coarseQuantile(
          all.map((s) => s.coarse),
          bin,
          0.95,
        ),
      ),
      queue: level(['entered', 'left'], ['ended', 'taken']),
      inside: level(['arrived'], ['finished']),
      errors: bins.map((bin) => rounded(mean('failed', bin) / first.width)),
      load: meanOver(all.map(({ load }) => lastLooks(load))),
      memoryMb: lastSeen([...first.memory]),
    },
  };
}

/** A look holds until the next one; NaN before the first. */
function lastLooks(looks: Float64Array): number[] {
  let last = Number.NaN;
  return Array.from(looks, (look) => (last = Number.isNaN(look) ? last : look));
}

/** Bin by bin; null as long as one of them has none. */
function meanOver(columns: readonly (readonly number[])[]): (number | null)[] {
  return columns[0]!.map((_, bin) => {
    const mean = columns.reduce((sum, column) => sum + column[bin]!, 0) / columns.length;
    return Number.isNaN(mean) ? null : rounded(mean);
  });
}

/** A look holds until the next one; null before the first. */
function lastSeen(looks: readonly number[]): (number | null)[] {
  let seen: number | null = null;
  return looks.map((look) => (seen = look > 0 ? rounded(look) : seen));
}

function coarseQuantile(histograms: readonly Uint32Array[], bin: number, p: number): number | null {
  const counts = new Float64Array(COARSE_BUCKETS);
  const first = bin * COARSE_BUCKETS;
  for (const histogram of histograms) {
    for (let b = 0; b < COARSE_BUCKETS; b++) counts[b]! += histogram[first + b]!;
  }
  const total = counts.reduce((a, b) => a + b, 0);
  if (total === 0) return null;
  let below = 0;
  const bucket = counts.findIndex((count) => (below += count) >= p * total);
  return rounded(coarseMiddle(bucket) * 1000);
}
