/** What was measured of a real system, by its clients or in its log. */
export interface Measured {
  /** Where the figures come from, as its owner calls it. */
  readonly name: string;
  /** Requests that the figures rest on; undefined where nobody says. */
  readonly requests: number | undefined;
  /** Response times by percentile, rising in both. */
  readonly percentiles: readonly MeasuredPercentile[];
}

export interface MeasuredPercentile {
  /** Fraction of requests that are as fast: 0.95. */
  readonly share: number;
  /** [ms]. */
  readonly ms: number;
}

/** A percentile with fewer slower requests than these is chance (assumed). */
const SLOWER = 10;
/** Points to a factor of ten on the stretched axis of percentiles: enough for a smooth curve. */
const POINTS = 12;

/**
 * Percentiles of single response times [ms], which ascend, as far into the tail as there are requests: the smallest
 * time that at least that share of the requests keeps (nearest rank; Hyndman and Fan, The American Statistician 50
 * (1996) 361, definition 1).
 */
export function measuredPercentiles(times: Float64Array): MeasuredPercentile[] {
  const curve = Array.from({ length: 3 * POINTS + 1 }, (_, i) => 1 - 10 ** (-i / POINTS));
  const shares = [...curve, 0.5, 0.9, 0.95, 0.99, 0.999].filter((share) => share >= 0.5);
  return [...new Set(shares.map((share) => Number(share.toPrecision(9))))]
    .sort((a, b) => a - b)
    .filter((share) => times.length * (1 - share) >= SLOWER - 1e-9)
    .map((share) => ({ share, ms: times[Math.ceil(times.length * share - 1e-9) - 1]! }));
}
