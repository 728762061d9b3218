import { basename } from 'node:path';
import type { Measured, MeasuredPercentile } from '@dynosim/charts';
import { BadInput } from '../bad-input.ts';
import { printable } from '../output/printable.ts';
import { readCsvFile } from './csv-file.ts';
import { MeasuredColumns, measuredHeaderProblem, readShare, sorted } from './measured-columns.ts';
import { rowsTold } from './report.ts';
import { readTextFile } from './text-file.ts';

const KIND = {
  headerProblem: measuredHeaderProblem,
  columns: (header: readonly string[]): MeasuredColumns => new MeasuredColumns(header),
  rows: 'response times',
  /** A log has no column of that name, which is what its first line is told. */
  log: (): MeasuredColumns => new MeasuredColumns([]),
};

/** A measured run: a CSV file of response times or percentiles, or a JSON document with `latencyMs`. */
export async function readMeasuredFile(path: string): Promise<Measured> {
  const name = basename(path);
  if (/\.json$/i.test(path)) return { name, ...readDocument(path, (await readTextFile(path)).text) };
  const file = await readCsvFile(path, KIND);
  if (file.kind === 'unreadable') throw new BadInput(`${printable(path)}: ${printable(file.rule)}`);
  if (file.kind === 'bad-rows')
    throw new BadInput(rowsTold({ kind: 'rows', file: path, rows: file.rows, more: file.more }));
  return { name, ...checked(path, file.value) };
}

const FORM = '{"name": "production", "requests": 4478, "latencyMs": {"p50": 133, "p95": 450, "p99": 639}}';

function readDocument(path: string, text: string): Omit<Measured, 'name'> & { name?: string } {
  const document = parsed(path, text) as { name?: unknown; requests?: unknown; latencyMs?: unknown } | null;
  const { name, requests, latencyMs } = document ?? {};
  const wrong = (rule: string): BadInput =>
    new BadInput(`${printable(path)}: ${printable(rule)}\n       hint: write ${FORM}`);
  if (typeof latencyMs !== 'object' || latencyMs === null)
    throw wrong('latencyMs: expected response times by percentile');
  if (name !== undefined && typeof name !== 'string') throw wrong('name: expected a text');
  if (requests !== undefined && !(typeof requests === 'number' && requests >= 0))
    throw wrong('requests: expected a count');
  const percentiles = Object.entries(latencyMs).flatMap(([key, ms]): MeasuredPercentile[] => {
    const share = readShare(key);
    if (share === undefined) return [];
    if (typeof ms === 'number' && ms >= 0) return [{ share, ms }];
    throw wrong(`latencyMs.${key}: expected milliseconds as a number`);
  });
  const figures = { requests: requests as number | undefined, percentiles: sorted(percentiles) };
  return { ...(name === undefined ? {} : { name }), ...checked(path, figures) };
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BadInput(`${printable(path)}: is not a JSON document: ${printable((error as Error).message)}`);
  }
}

/** Percentiles rise, or two of them were mixed up. */
function checked<T extends { readonly percentiles: readonly MeasuredPercentile[] }>(path: string, figures: T): T {
  const { percentiles } = figures;
  const falls = percentiles.findIndex(({ ms, share }, i) => {
    const before = percentiles[i - 1];
    return before !== undefined && (ms < before.ms || share === before.share);
  });
  if (falls === -1) return figures;
  const [low, high] = [percentiles[falls - 1]!, percentiles[falls]!];
  const text = ({ share, ms }: MeasuredPercentile): string => `p${Number((share * 100).toPrecision(6))} ${ms} ms`;
  throw new BadInput(`${printable(path)}: percentiles must rise, got ${text(low)} and ${text(high)}`);
}
