import { benchmarkMixed } from './mixed.ts';

/** Two gthread workers with four threads each on every dyno: a race to accept, a lock in each worker. */
benchmarkMixed({ name: 'gunicorn', 'worker-class': 'gthread', workers: 2, threads: 4 });
