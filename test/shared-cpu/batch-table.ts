import { type BatchFigures, batchFigures, type FigureName, quantile } from './batch-figures.ts';
import { type MeasuredType, publishedBatches } from './published-batches.ts';
import { parseTimes } from './simulated-dyno.ts';

const NAMES: Readonly<Record<FigureName, string>> = {
  mean: 'mean of batch means [ms]',
  p5: 'p5 of batch means [ms]',
  p50: 'p50 of batch means [ms]',
  p95: 'p95 of batch means [ms]',
  cv: 'cv of batch means',
  lag1: 'correlation with the next batch',
  p75: 'p75 / p50 inside a batch',
  p90: 'p90 / p50 inside a batch',
  p99: 'p99 / p50 inside a batch',
  least: 'least / p50 inside a batch',
};

/** Parameters of the noise were set by these figures of a type (catalogue/dyno-speeds.ts). */
function isFitted({ type, name }: Pick<Comparison, 'type' | 'name'>): boolean {
  if (type === 'Performance-L') return false;
  return ['p75', 'p90', 'p99', ...(type === 'Performance-M' ? [] : ['cv', 'lag1'])].includes(name);
}

/** A published figure beside those of simulated dynos. */
export interface Comparison {
  readonly type: MeasuredType;
  readonly name: FigureName;
  readonly published: number;
  /** Median of the simulated dynos, and where all but 5 % of them lie. */
  readonly typical: number;
  readonly range: readonly [number, number];
  readonly isInside: boolean;
}

function compareBatches(type: MeasuredType, dynos: number): Comparison[] {
  const simulated = Array.from({ length: dynos }, (_, dyno) => batchFigures(parseTimes(type, dyno)));
  return (Object.keys(NAMES) as FigureName[]).map((name) => {
    const values = simulated.map((figures) => figures[name]);
    const [low, typical, high] = [0.025, 0.5, 0.975].map((p) => digits(quantile(values, p), name));
    const published = publishedBatches[type][name];
    return {
      type,
      name,
      published,
      typical: typical!,
      range: [low!, high!],
      isInside: low! <= published && published <= high!,
    };
  });
}

/** The experiment of every type beside its publication. */
export function compareAll(dynos: number): Comparison[] {
  const types = Object.keys(publishedBatches) as MeasuredType[];
  return types.flatMap((type) => compareBatches(type, dynos));
}

/** The same as a table in Markdown. */
export function batchTable(rows: readonly Comparison[], dynos: number): string[] {
  const inside = rows.filter(({ isInside }) => isInside).length;
  return [
    '| type | figure | published | simulated | of 95 % of dynos | |',
    '|---|---|---|---|---|---|',
    ...rows.map(rowOf),
    '',
    `${inside} of ${rows.length} published figures lie where 95 % of ${dynos} simulated dynos do.`,
  ];
}

function rowOf(row: Comparison): string {
  const { type, name, published, typical, range, isInside } = row;
  const verdict = `${isInside ? 'inside' : '**outside**'}${isFitted(row) ? ' (fitted)' : ''}`;
  return `| ${type} | ${NAMES[name]} | ${published} | ${typical} | ${range.join(' to ')} | ${verdict} |`;
}

/** As many as were published. */
function digits(value: number, name: keyof BatchFigures): number {
  return Number(value.toFixed(name === 'cv' ? 3 : 2));
}
