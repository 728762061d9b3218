import type { Scenario } from '../scenario/scenario.ts';
import type { Change } from './design.ts';

/**
 * How many dynos one simulated dyno can stand for. A router that chooses at random splits Poisson arrivals into
 * independent Poisson streams (Çınlar, Introduction to Stochastic Processes (1975), chapter 4, decomposition), so each dyno alone sees what
 * every dyno sees, and the response times of the app are those of one dyno. Not so where a choice, a client that tries
 * again or a batch ties dynos together.
 */
export function standsFor({ traffic, router, web, run, document }: Scenario): number {
  const isSplit = traffic.arrivals === 'poisson' && router.policy === 'random' && traffic.retries === undefined;
  return isSplit && run.horizon === 'steady' && document.cpu?.noise === 'none' ? web.count : 1;
}

/** The same dyno alone, with its share of the arrivals. */
export function oneDyno(ratePerSecond: number, count: number): Change {
  return (document) => {
    document.web = { ...document.web, count: 1 };
    document.traffic = { ...document.traffic, rate: `${ratePerSecond / count}/s` };
  };
}
