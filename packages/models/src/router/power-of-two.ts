import { uniformChoice } from '@dynosim/sim-core';
import type { RoutingPolicyDefinition } from './router.ts';

/** Of two different dynos, taken at random, the one with fewer requests outstanding; at a tie the first. */
export const powerOfTwo: RoutingPolicyDefinition = {
  name: 'power-of-two',
  summary: 'the less loaded of two random dynos',
  source: 'Mitzenmacher, IEEE Trans. Parallel and Distributed Systems 12 (2001) 1094',
  create: (dynos, stream) => ({
    choose() {
      const { count, up, outstanding } = dynos;
      const first = uniformChoice(stream, count);
      const one = up[first]!;
      if (count === 1) return one;
      const other = up[(first + 1 + uniformChoice(stream, count - 1)) % count]!;
      return outstanding[other]! < outstanding[one]! ? other : one;
    },
  }),
};
