import { replicate } from '@dynosim/models';
import { benchmark, plain } from './model.ts';

/** Four workers share one core: all demand is CPU work, load 0.75. */
const requests = [{ name: 'request', phases: [{ cpu: { lognormal: { mean: '100ms', cv: 1 } } }] }];
benchmark(
  { ...plain, web: { ...plain.web, cores: 1 }, requests: requests as never, traffic: { rate: '75/s' } },
  75,
  replicate,
);
