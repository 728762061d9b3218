import type { RoutingPolicyDefinition } from './router.ts';

/** The dyno with the fewest requests outstanding; ties at random, by one uniform a request. */
export const leastOutstanding: RoutingPolicyDefinition = {
  name: 'least-outstanding',
  summary: 'the dyno with the fewest requests outstanding, ties at random',
  source: 'join the shortest queue: Winston, Journal of Applied Probability 14 (1977) 181',
  create: (dynos, stream) => ({
    choose() {
      const { count, up, outstanding } = dynos;
      let fewest = outstanding[up[0]!]!;
      let ties = 1;
      for (let i = 1; i < count; i++) {
        const n = outstanding[up[i]!]!;
        if (n < fewest) {
          fewest = n;
          ties = 1;
        } else if (n === fewest) ties += 1;
      }
      let skip = Math.floor(stream.next() * ties);
      for (let i = 0; ; i++) if (outstanding[up[i]!] === fewest && skip-- === 0) return up[i]!;
    },
  }),
};
