import { replicate } from '@dynosim/models';
import { benchmark, plain } from './model.ts';

/** A closed loop of 40 clients that think for 100 ms on average: about 190 answers a second from each 10 dynos. */
benchmark({ ...plain, traffic: { clients: 40, think: { exponential: { mean: '100ms' } } } }, 190, replicate);
