/** For the repository's own judges, which read the files that users read. The published package is the program alone. */
export type { BadRow, CsvFile } from './readers/csv-file.ts';
export { readTraceFile } from './readers/trace-file.ts';
