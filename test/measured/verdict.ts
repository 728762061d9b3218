/** One figure of a case: what was measured and predicted, over the runs that are not noisy. */
export interface FigureRow {
  readonly figure: string;
  readonly unit: string;
  /** Medians over runs. */
  readonly measured: number;
  readonly predicted: number;
  /** Median of the signed errors of the runs, in the figure's unit; not the error of the medians. */
  readonly error: number;
  readonly bar: number;
  readonly holds: boolean;
}

/** The figures that are compared, by name; durations in [ms]. */
export interface Figures {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly completedRate: number;
  readonly status: Readonly<Record<string, number>>;
}

/** Twice the bar where a per mille of demand moves the queue by per cents. */
const STRETCHED_LOAD = 0.95;

/** Median signed error of every figure against the bar that holds for all: docs/validation.md says where it comes from. */
export function judge(
  measured: readonly Figures[],
  predicted: readonly Figures[],
  load: number | undefined,
): FigureRow[] {
  const stretch = load !== undefined && load >= STRETCHED_LOAD ? 2 : 1;
  const statuses = [...new Set([...measured, ...predicted].flatMap((run) => Object.keys(run.status)))].sort();
  const row = (figure: string, unit: string, of: (f: Figures) => number, bar: (m: number) => number): FigureRow => {
    const errors = predicted.map((p, i) => of(p) - of(measured[i]!));
    const middle = median(measured.map(of));
    const [error, limit] = [median(errors), stretch * bar(middle)];
    return {
      figure,
      unit,
      measured: middle,
      predicted: median(predicted.map(of)),
      error,
      bar: limit,
      holds: Math.abs(error) <= limit,
    };
  };
  return [
    row(
      'p50',
      'ms',
      (f) => f.p50,
      (m) => Math.max(0.05 * m, 0.5),
    ),
    row(
      'p95',
      'ms',
      (f) => f.p95,
      (m) => Math.max(0.05 * m, 0.5),
    ),
    row(
      'p99',
      'ms',
      (f) => f.p99,
      (m) => Math.max(0.1 * m, 1),
    ),
    row(
      'rate',
      '/s',
      (f) => f.completedRate,
      (m) => 0.02 * m,
    ),
    ...statuses.map((status) =>
      row(
        status,
        '',
        (f) => f.status[status] ?? 0,
        (m) => Math.max(0.05 * m, 3 * Math.sqrt(m), 2),
      ),
    ),
  ];
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
