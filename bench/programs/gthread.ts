import { replicate } from '@dynosim/models';
import { mixed } from './mixed.ts';
import { benchmark, plain } from './model.ts';

/** Two gthread workers with four threads each on every dyno: a race to accept, a lock in each worker. */
const server = { name: 'gunicorn', 'worker-class': 'gthread', workers: 2, threads: 4 } as const;
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
