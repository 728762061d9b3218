import type { RoutingPolicyDefinition } from './router.ts';

/** One dyno after the other. */
export const roundRobin: RoutingPolicyDefinition = {
  name: 'round-robin',
  summary: 'one dyno after the other',
  source: 'the policy of many load balancers; Heroku does not use it',
  create({ count }) {
    let last = -1;
    return {
      choose() {
        last = last + 1 === count ? 0 : last + 1;
        return last;
      },
    };
  },
};
