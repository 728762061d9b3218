import type { ClosedLoop } from './machine-repair.ts';
import { erlangC } from './mmc.ts';
import { type OpenStation, offeredErlangs, stableUtilisation } from './station.ts';

/**
 * The utilisation law, an identity of every observation: busy servers on average, of each server's time.
 * Source: Denning and Buzen, ACM Computing Surveys 10 (1978) 225.
 */
export function utilisationLaw(throughput: number, serviceTime: number, servers: number): number {
  return (throughput * serviceTime) / servers;
}

/** Largest throughput that a station can have, whatever the distributions [1/s]. Source: the same. */
export function saturationRate(serviceTime: number, servers: number): number {
  return servers / serviceTime;
}

/** Little's law: requests inside, on average. Source: Little, Operations Research 9 (1961) 383. */
export function littlesLaw(throughput: number, meanResponse: number): number {
  return throughput * meanResponse;
}

export interface ClosedBounds {
  /** [1/s]. */
  readonly throughput: { readonly low: number; readonly high: number };
  /** Mean response [s]. */
  readonly response: { readonly low: number; readonly high: number };
  /** The number of clients from which on the servers, not the clients, set the pace. */
  readonly knee: number;
}

/**
 * Asymptotic bounds of a closed loop: nobody waits, or every client waits for all others. The optimistic ones hold for
 * any distributions, the pessimistic ones where service varies no more than an exponential time does.
 * Source: Lazowska, Zahorjan, Graham and Sevcik, Quantitative System Performance (1984), 5.2; with c servers the worst
 * queue is shared by them.
 */
export function closedBounds({ clients, servers, serviceTime, thinkTime }: ClosedLoop): ClosedBounds {
  const fastest = Math.min(clients / (serviceTime + thinkTime), saturationRate(serviceTime, servers));
  const longest = serviceTime * (1 + (clients - 1) / servers);
  return {
    throughput: { low: clients / (longest + thinkTime), high: fastest },
    response: { low: Math.max(serviceTime, clients / fastest - thinkTime), high: longest },
    knee: (servers * (serviceTime + thinkTime)) / serviceTime,
  };
}

/**
 * An approximation, not a law: mean wait of G/G/c [s], exact for M/M/c and for M/G/1, for other M/G/c usually within
 * 10 %. Source: Allen, Probability, Statistics, and Queueing Theory (2nd ed., 1990), the formula of Allen and Cunneen.
 */
export function allenCunneenMeanWait(station: OpenStation, arrivalCv: number, serviceCv: number): number {
  const utilisation = stableUtilisation(station);
  const markovian =
    (erlangC(station.servers, offeredErlangs(station)) * station.serviceTime) / station.servers / (1 - utilisation);
  return (markovian * (arrivalCv ** 2 + serviceCv ** 2)) / 2;
}
