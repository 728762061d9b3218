/** For the repository's own judges and tests, which see what users see. The published package is the program alone. */
export { commands } from './commands/index.ts';
export { createProgram } from './program.ts';
export type { BadRow, CsvFile } from './readers/csv-file.ts';
export { readTraceFile } from './readers/trace-file.ts';
