import type { RoutingPolicyDefinition } from './router.ts';

/** The dyno with the fewest requests outstanding; ties at random, by one uniform a request. */
export const leastOutstanding: RoutingPolicyDefinition = {
  name: 'least-outstanding',
  summary: 'the dyno with the fewest requests outstanding, ties at random',
  source: 'join the shortest queue: Winston, Journal of Applied Probability 14 (1977) 181',
  create: ({ count, outstanding }, stream) => ({
    choose() {
      let fewest = outstanding[0]!;
      let ties = 1;
      for (let d = 1; d < count; d++) {
        const n = outstanding[d]!;
        if (n < fewest) {
          fewest = n;
          ties = 1;
        } else if (n === fewest) ties += 1;
      }
      let skip = Math.floor(stream.next() * ties);
      for (let d = 0; ; d++) if (outstanding[d] === fewest && skip-- === 0) return d;
    },
  }),
};
