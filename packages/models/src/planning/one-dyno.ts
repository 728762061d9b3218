import type { DatabaseRule } from '../database/database-rule.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Change } from './design.ts';

/**
 * How many dynos one simulated dyno can stand for. A router that chooses at random splits Poisson arrivals into
 * independent Poisson streams (Çınlar, Introduction to Stochastic Processes (1975), chapter 4, decomposition), so each dyno alone sees what
 * every dyno sees, and the response times of the app are those of one dyno. Not so where a choice, a client that tries
 * again, a batch or a database ties dynos together.
 */
export function standsFor({ traffic, router, web, run, document, database }: Scenario): number {
  const isSplit = traffic.arrivals === 'poisson' && router.policy === 'random' && traffic.retries === undefined;
  const isAlone = isSplit && run.horizon === 'steady' && document.cpu?.noise === 'none';
  return isAlone && (database === undefined || !isShared(database)) ? web.count : 1;
}

/** Whether dynos get in each other's way at the database: pools of their own do not, one number for all does. */
function isShared({ connections, pooler, cores }: DatabaseRule): boolean {
  return pooler !== undefined || Number.isFinite(connections) || Number.isFinite(cores);
}

/** The same dyno alone, with its share of the arrivals. */
export function oneDyno(ratePerSecond: number, count: number): Change {
  return (document) => {
    document.web = { ...document.web, count: 1 };
    document.traffic = { ...document.traffic, rate: `${ratePerSecond / count}/s` };
  };
}
