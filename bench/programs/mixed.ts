import { replicate, type ScenarioDocument } from '@dynosim/models';
import { benchmark, plain } from './model.ts';

/** Requests that compute a little and wait for somebody else. */
const requests: ScenarioDocument['requests'] = [
  {
    name: 'request',
    phases: [{ cpu: { lognormal: { mean: '5ms', cv: 1 } } }, { wait: { lognormal: { mean: '95ms', cv: 1 } } }],
  },
];

/** Times a server with two cores a dyno. */
export function benchmarkMixed(server: object): void {
  benchmark(
    {
      ...plain,
      web: { ...plain.web, cores: 2 },
      server: server as never,
      requests: requests as never,
      traffic: { rate: '500/s' },
    },
    500,
    replicate,
  );
}
