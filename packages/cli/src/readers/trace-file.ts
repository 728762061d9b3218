import type { ReplayTrace } from '@dynosim/models';
import { type CsvFile, readCsvFile } from './csv-file.ts';
import { headerProblem, TraceColumns } from './trace-columns.ts';

/** Reads the file of `traffic.replay`: an arrival a row. */
export function readTraceFile(path: string): Promise<CsvFile<ReplayTrace>> {
  return readCsvFile(path, { headerProblem, columns: (header) => new TraceColumns(header), rows: 'arrivals' });
}
