import { leastOutstanding } from './least-outstanding.ts';
import { powerOfTwo } from './power-of-two.ts';
import { random } from './random.ts';
import { roundRobin } from './round-robin.ts';
import type { RoutingPolicyDefinition } from './router.ts';
import { sharedQueue } from './shared-queue.ts';

/** Every routing policy: one line each. */
export const routingPolicies: readonly RoutingPolicyDefinition[] = [
  random,
  leastOutstanding,
  roundRobin,
  powerOfTwo,
  sharedQueue,
];

export function findRoutingPolicy(name: string): RoutingPolicyDefinition | undefined {
  return routingPolicies.find((policy) => policy.name === name);
}
