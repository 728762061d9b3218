/** For the repository's own judges, which read the files that users read. The published package is the program alone. */
export { type BadRow, readTraceFile, type TraceFile } from './readers/trace-file.ts';
