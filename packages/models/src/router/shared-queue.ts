import type { RoutingPolicyDefinition } from './router.ts';

/**
 * One queue for all dynos, as a what-if: whoever has a free worker takes the next request. The workers of all dynos
 * then stand behind a single listen queue, so there is nothing left to choose.
 */
export const sharedQueue: RoutingPolicyDefinition = {
  name: 'shared-queue',
  summary: 'one queue in front of the workers of all dynos',
  source: 'the central queue, M/G/c: the best that any routing can do with first come first served',
  pools: true,
  create: () => ({ choose: () => 0 }),
};
