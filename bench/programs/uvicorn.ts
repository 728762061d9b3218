import { benchmarkMixed } from './mixed.ts';

/** Two uvicorn workers on every dyno: a race to accept, an event loop in each worker. */
benchmarkMixed({ name: 'uvicorn', workers: 2 });
