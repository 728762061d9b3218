import { stableUtilisation } from './station.ts';

/**
 * Mean response of M/G/1 with processor sharing [s]: that of M/M/1, whatever the distribution of the work.
 * Source: Kleinrock, Queueing Systems II (1976), 4.4.
 */
export function mg1PsMeanResponse(arrivalRate: number, serviceTime: number): number {
  return serviceTime / (1 - stableUtilisation({ servers: 1, arrivalRate, serviceTime }));
}

/** The same for requests of a given size: each is slowed down by the same factor. Source: the same. */
export function mg1PsResponseOfSize(size: number, utilisation: number): number {
  if (!(utilisation >= 0 && utilisation < 1))
    throw new RangeError(`no steady state at a utilisation of ${utilisation}`);
  return size / (1 - utilisation);
}
