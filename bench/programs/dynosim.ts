import { replicate } from '@dynosim/models';
import { benchmark, plain } from './model.ts';

/** The plain model through the public API. */
benchmark(plain, 300, replicate);
