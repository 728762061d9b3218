import type { RouterGeneration } from './router.ts';

/** Clients talk to the servers themselves. Linux gives a connection up after 6 SYN retries, 127 s (tcp(7)). */
const none: RouterGeneration = {
  name: 'none',
  summary: 'no router: clients talk to the server, as in a load test',
  source: 'tcp(7), tcp_syn_retries',
  firstByteTimeout: Number.POSITIVE_INFINITY,
  connectTimeout: 127,
  attempts: 1,
  bootPatience: 0,
};

const legacy: RouterGeneration = {
  name: 'legacy',
  summary: "Heroku's first router: one connection per request, 30 s to the first byte",
  source: 'Heroku Dev Center, "HTTP Routing" (2025-07-31), "Request Timeout" (2023-05-24), "Error Codes" (2021-08-04)',
  firstByteTimeout: 30,
  connectTimeout: 5,
  attempts: 10,
  bootPatience: 75,
};

/** Every router there is: one row each. */
export const routerGenerations: readonly RouterGeneration[] = [none, legacy];

export function findRouterGeneration(name: string): RouterGeneration | undefined {
  return routerGenerations.find((generation) => generation.name === name);
}
