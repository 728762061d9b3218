import type { RoutingPolicyDefinition } from './router.ts';

/** One dyno after the other. */
export const roundRobin: RoutingPolicyDefinition = {
  name: 'round-robin',
  summary: 'one dyno after the other',
  source: 'the policy of many load balancers; Heroku does not use it',
  create(dynos) {
    let last = -1;
    return {
      choose() {
        const { count, up } = dynos;
        let i = 0;
        while (i < count && up[i]! <= last) i++;
        last = up[i === count ? 0 : i]!;
        return last;
      },
    };
  },
};
