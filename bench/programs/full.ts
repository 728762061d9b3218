import { replicate } from '@dynosim/models';
import { benchmark, plain } from './model.ts';

/** Everything at once: shared cores, three phases, the worker's and the router's timeouts, impatient clients that retry. */
const requests = [
  {
    name: 'request',
    phases: [
      { cpu: { lognormal: { mean: '20ms', cv: 1 } } },
      { wait: { lognormal: { mean: '50ms', cv: 1 } } },
      { cpu: '5ms' },
    ],
  },
];
benchmark(
  {
    ...plain,
    web: { ...plain.web, cores: 2 },
    server: { ...plain.server, timeout: '30s', backlog: 2048 },
    requests: requests as never,
    traffic: { rate: '300/s', timeout: '10s', retries: { attempts: 2 } },
    router: { generation: 'legacy', policy: 'random' },
  },
  300,
  replicate,
);
