/** What `init` knows of an app, as the user writes it. */
export interface Answers {
  readonly dyno: string;
  readonly count: string;
  readonly server: string;
  readonly buildpack: string;
  readonly workers: string;
  readonly rate: string;
  readonly response: string;
  readonly cpu: string;
  readonly slo: string;
}

/** What is proposed where the server decides nothing. All assumed: a usual app, to begin with. */
export const proposals = {
  dyno: 'standard-2x',
  count: '2',
  server: 'gunicorn',
  workers: 'default',
  rate: '20/s',
  response: '200ms',
  cpu: '40%',
  slo: 'p95 < 500ms',
} as const;
