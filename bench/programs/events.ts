import { runEvents } from '@dynosim/models';
import { benchmark, plain } from './model.ts';

/** The plain model by the event-driven engine, which everything else needs. */
benchmark(plain, 300, runEvents);
