import { leastOutstanding } from './least-outstanding.ts';
import { random } from './random.ts';
import type { RoutingPolicyDefinition } from './router.ts';

/** Every routing policy: one line each. */
export const routingPolicies: readonly RoutingPolicyDefinition[] = [random, leastOutstanding];

export function findRoutingPolicy(name: string): RoutingPolicyDefinition | undefined {
  return routingPolicies.find((policy) => policy.name === name);
}
