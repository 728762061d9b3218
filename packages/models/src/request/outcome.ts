/**
 * How a request ended, as its client saw it. Heroku's codes: Dev Center, "Heroku Error Codes" (2021-08-04 and later).
 * The numbers are what the hot path carries; the names are what a result shows.
 */
export const Outcome = {
  pending: 0,
  ok: 1,
  clientTimeout: 2,
  refused: 3,
  reset: 4,
  eof: 5,
  status500: 6,
  status503: 7,
  connectTimeout: 8,
  h10: 9,
  h11: 10,
  h12: 11,
  h13: 12,
  h18: 13,
  h19: 14,
  h20: 15,
  h21: 16,
  /** An answer that came, but after the client's timeout: wrk counts it as a timeout and gives it no latency. */
  late: 17,
} as const;

export type Outcome = (typeof Outcome)[keyof typeof Outcome];

/** Name in `errors.codes`, by number. */
export const outcomeNames: readonly string[] = [
  'pending',
  '200',
  'client-timeout',
  'refused',
  'reset',
  'eof',
  '500',
  '503',
  'connect-timeout',
  'H10',
  'H11',
  'H12',
  'H13',
  'H18',
  'H19',
  'H20',
  'H21',
  'client-timeout',
];

/** True where the client got an answer with a status, good or bad. */
export const isAnswer: readonly boolean[] = outcomeNames.map(
  (name, number) => /^(\d+|H\d+)$/.test(name) || number === Outcome.late,
);
