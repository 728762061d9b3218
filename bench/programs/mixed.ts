import type { ScenarioDocument } from '@dynosim/models';

/** Requests that compute a little and wait for somebody else. */
export const mixed: ScenarioDocument['requests'] = [
  {
    name: 'request',
    phases: [{ cpu: { lognormal: { mean: '5ms', cv: 1 } } }, { wait: { lognormal: { mean: '95ms', cv: 1 } } }],
  },
];
