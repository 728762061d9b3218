import type { ReplayTrace } from '@dynosim/models';
import { type CsvFile, readCsvFile } from './csv-file.ts';
import { LogTrace } from './log-arrivals.ts';
import { headerProblem, TraceColumns } from './trace-columns.ts';

/** Reads the file of `traffic.replay`: an arrival a row, or a log of Heroku's router. */
export function readTraceFile(path: string): Promise<CsvFile<ReplayTrace>> {
  const columns = (header: readonly string[]): TraceColumns => new TraceColumns(header);
  return readCsvFile(path, { headerProblem, columns, rows: 'arrivals', log: () => new LogTrace() });
}
