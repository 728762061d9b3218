import type { Plan } from '@dynosim/models';
import { type BruteForce, costOf, type Ordered } from './brute-force.ts';

/** A bound missed or kept by less than this part is indifferent, as in the plan. */
const INDIFFERENCE = 0.05;

/** Whether a plan's choice is as good as brute force's: the same price, or a difference within the indifference zone. */
export function isRight(plan: Plan, best: Ordered | undefined, force: BruteForce): boolean {
  const [chosen] = plan.candidates;
  if (chosen === undefined || chosen.holds === 'no') return best === undefined;
  if (best === undefined) return force.verdict(orderedOf(chosen)).ratio <= 1 + INDIFFERENCE;
  if (chosen.costPerMonthUsd === costOf(best)) return true;
  if (chosen.costPerMonthUsd < costOf(best)) return force.verdict(orderedOf(chosen)).ratio <= 1 + INDIFFERENCE;
  return force.verdict(best).ratio >= 1 - INDIFFERENCE;
}

function orderedOf({ dyno, count, workers }: Plan['candidates'][0]): Ordered {
  return { dyno, count, workers };
}
