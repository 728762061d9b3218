/** What input may be at most, so that a wrong or hostile file is answered at once. Each limit has a test. */
export const LIMITS = {
  /** Of a scenario file [bytes]. */
  scenarioBytes: 1024 * 1024,
  /** Of a file of results, one a line [bytes]. */
  resultBytes: 256 * 1024 * 1024,
  /** Of maps and lists inside each other. */
  depth: 32,
  /** Values of a scenario, those behind aliases counted every time. */
  nodes: 100_000,
  /** Of a sweep, and values of one of its paths. */
  cells: 5000,
  /** Problems shown of a scenario, and bad rows shown of a trace. */
  problems: 50,
  badRows: 10,
  /** Of one line of a CSV file [characters]. */
  csvLine: 64 * 1024,
  /** Arrivals of a trace: they are held in memory, some 8 bytes a column. */
  traceRows: 50_000_000,
} as const;
