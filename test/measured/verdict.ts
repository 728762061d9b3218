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

/** The figures that are compared, by name; durations in [ms]; undefined or NaN where the load generator has none. */
export interface Figures {
  readonly p50: number;
  readonly p95: number | undefined;
  readonly p99: number;
  readonly completedRate: number;
  readonly status: Readonly<Record<string, number>>;
}

/** Twice the bar where a per mille of demand moves the queue by per cents. */
const STRETCHED_LOAD = 0.95;

/** A figure that is compared: how to read it, and how far off it may be. */
interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly of: (f: Figures) => number | undefined;
  readonly bar: (measured: number) => number;
}

const TIMES: readonly Figure[] = [
  { name: 'p50', unit: 'ms', of: (f) => f.p50, bar: (m) => Math.max(0.05 * m, 0.5) },
  { name: 'p95', unit: 'ms', of: (f) => f.p95, bar: (m) => Math.max(0.05 * m, 0.5) },
  { name: 'p99', unit: 'ms', of: (f) => f.p99, bar: (m) => Math.max(0.1 * m, 1) },
  { name: 'rate', unit: '/s', of: (f) => f.completedRate, bar: (m) => 0.02 * m },
];

function statusFigure(name: string): Figure {
  return { name, unit: '', of: (f) => f.status[name] ?? 0, bar: (m) => Math.max(0.05 * m, 3 * Math.sqrt(m), 2) };
}

/** Median signed error of every figure against the bar that holds for all: docs/validation.md says where it comes from. */
export function judge(
  measured: readonly Figures[],
  predicted: readonly Figures[],
  load: number | undefined,
): FigureRow[] {
  const stretch = load !== undefined && load >= STRETCHED_LOAD ? 2 : 1;
  const statuses = [...new Set([...measured, ...predicted].flatMap((run) => Object.keys(run.status)))].sort();
  const known = TIMES.filter(({ of }) => measured.every((run) => Number.isFinite(of(run))));
  return [...known, ...statuses.map(statusFigure)].map((figure) => row(figure, measured, predicted, stretch));
}

function row(
  { name, unit, of, bar }: Figure,
  measured: readonly Figures[],
  predicted: readonly Figures[],
  stretch: number,
): FigureRow {
  const [seen, said] = [measured.map((run) => of(run)!), predicted.map((run) => of(run)!)];
  const middle = median(seen);
  const error = median(said.map((value, i) => value - seen[i]!));
  const limit = stretch * bar(middle);
  const holds = Math.abs(error) <= limit;
  return { figure: name, unit, measured: middle, predicted: median(said), error, bar: limit, holds };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
