import { uniformChoice } from '@dynosim/sim-core';
import type { RoutingPolicyDefinition } from './router.ts';

/** Every dyno that is up with the same probability, whatever it has to do. */
export const random: RoutingPolicyDefinition = {
  name: 'random',
  summary: 'uniform random choice',
  source: 'Heroku Dev Center, "HTTP Routing" (2025-07-31): requests are randomly distributed to the dynos',
  create: (dynos, stream) => ({ choose: () => dynos.up[uniformChoice(stream, dynos.count)]! }),
};
