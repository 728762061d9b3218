/** A Heroku Postgres plan: how many connections its server accepts. */
export interface PostgresPlan {
  readonly name: string;
  readonly connections: number;
  readonly source: string;
}

const GUIDE_2026 = 'https://goldlapel.com/blog/heroku-postgresql-optimization (2026-03-29)';
const POOLING_2024 = 'https://devcenter.heroku.com/articles/postgres-connection-pooling (2024-08-27), output 26/400';
const ADVANCED_2026 = 'https://devcenter.heroku.com/articles/postgres-advanced-connection-limits (2026-05-18)';
const LIMITS_2013 = 'https://blog.heroku.com/archives/2013/11/22/connection_limit_guidance (2013-11-22)';
const ASSUMED_500 = `assumed: 500 as the larger plans of 2013, ${LIMITS_2013}; today's limit was not found`;

const plans = (names: readonly string[], connections: number, source: string): PostgresPlan[] =>
  names.map((name) => ({ name, connections, source }));

const larger = (tier: string): string[] => [3, 4, 5, 6, 7, 8, 9].map((size) => `${tier}-${size}`);

/** Every plan whose limit is known or assumed; those of Advanced hold for each instance. */
export const postgresPlans: readonly PostgresPlan[] = [
  ...plans(['Essential-0', 'Essential-1'], 20, GUIDE_2026),
  ...plans(['Essential-2'], 40, GUIDE_2026),
  ...plans(['Standard-0', 'Premium-0'], 120, GUIDE_2026),
  ...plans(['Standard-2', 'Premium-2'], 400, GUIDE_2026),
  ...plans(['Private-2'], 400, POOLING_2024),
  ...plans([...larger('Standard'), ...larger('Premium'), ...larger('Private')], 500, ASSUMED_500),
  ...plans(['Advanced-4G'], 380, ADVANCED_2026),
  ...plans(['Advanced-8G'], 800, ADVANCED_2026),
  ...plans(['Advanced-16G'], 1600, ADVANCED_2026),
  ...plans(['Advanced-32G'], 3200, ADVANCED_2026),
  ...plans(['Advanced-64G'], 5000, ADVANCED_2026),
  ...plans(['Yanari'], 60, LIMITS_2013),
  ...plans(['Tengu'], 200, LIMITS_2013),
  ...plans(['Ika'], 400, LIMITS_2013),
  ...plans(['Baku', 'Mecha'], 500, LIMITS_2013),
];

/** By its name in any case. */
export function findPostgresPlan(name: string): PostgresPlan | undefined {
  return postgresPlans.find((plan) => plan.name.toLowerCase() === name.toLowerCase());
}
