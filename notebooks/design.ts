import type { ScenarioDocument } from '@dynosim/models';

/** What the controls of the page say. */
export interface Design {
  readonly dyno: string;
  readonly count: number;
  readonly workers: number;
  /** [1/s]. */
  readonly rate: number;
  /** Mean demands of a request [ms]. */
  readonly cpu: number;
  readonly wait: number;
  /** Upper bound of p95 [ms]. */
  readonly bound: number;
}

/** On this type the CPU time of a request is measured: another type is slower or faster. */
export const MEASURED_ON = 'standard-2x';

/**
 * The scenario of a design. Both demands are log-normal with a coefficient of variation of 1 (assumed: what the request
 * times of many web apps look like). It stops at fewer requests than the program would, so that an answer takes no more
 * than a few seconds.
 */
export function scenarioOf({ dyno, count, workers, rate, cpu, wait, bound }: Design): ScenarioDocument {
  const lognormal = (mean: number): object => ({ lognormal: { mean: `${mean}ms`, cv: 1 } });
  const phases = [{ cpu: lognormal(cpu) }, ...(wait > 0 ? [{ wait: lognormal(wait) }] : [])];
  const document = {
    version: 1,
    name: 'Choose a dyno',
    web: { dyno, count },
    cpu: { 'measured-on': MEASURED_ON },
    server: { name: 'gunicorn', workers },
    requests: [{ name: 'page', phases }],
    traffic: { rate: `${rate}/s` },
    slo: [`p95 < ${bound}ms`],
    run: { precision: '10%', seed: '1', 'max-requests': 500_000 },
  };
  return document as unknown as ScenarioDocument;
}
