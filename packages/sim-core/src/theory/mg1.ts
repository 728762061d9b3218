import { stableUtilisation } from './station.ts';

/** One server and any service time: only its mean and its coefficient of variation matter for the means. */
export interface SingleServer {
  /** [1/s]. */
  readonly arrivalRate: number;
  /** Mean service time [s], and standard deviation / mean. */
  readonly serviceTime: number;
  readonly cv: number;
}

/**
 * Mean wait of M/G/1, first come first served [s].
 * Source: the formula of Pollaczek and Khinchine; Kleinrock, Queueing Systems I (1975), 5.6.
 */
export function mg1MeanWait({ arrivalRate, serviceTime, cv }: SingleServer): number {
  const utilisation = stableUtilisation({ servers: 1, arrivalRate, serviceTime });
  return (utilisation * serviceTime * (1 + cv * cv)) / (2 * (1 - utilisation));
}

export function mg1MeanResponse(station: SingleServer): number {
  return mg1MeanWait(station) + station.serviceTime;
}
