import { replicate } from '@dynosim/models';
import { mixed } from './mixed.ts';
import { benchmark, plain } from './model.ts';

/** Two uvicorn workers on every dyno: a race to accept, an event loop in each worker. */
const server = { name: 'uvicorn', workers: 2 } as const;
benchmark(
  {
    ...plain,
    web: { ...plain.web, cores: 2 },
    server: server as never,
    requests: mixed as never,
    traffic: { rate: '500/s' },
  },
  500,
  replicate,
);
