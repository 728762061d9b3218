/** The texts that the rows of the catalogue rest on, each with the date of the copy that was read. */
export const TYPES_2024 = 'https://devcenter.heroku.com/articles/dyno-types (2024-06-04)';
export const TYPES_2020 = 'https://devcenter.heroku.com/articles/dyno-types (2020-08-17)';
export const TYPES_2015 = 'https://devcenter.heroku.com/articles/dyno-types (2015-06-18)';
export const SIZES_2014 = 'https://devcenter.heroku.com/articles/dyno-size (2014-03-10)';
export const DYNOS_2014 =
  'https://devcenter.heroku.com/articles/dynos (2014-07; github.com/zeke/devcenter-scraper content/md/dynos.md)';
export const DYNOS_2025 = 'https://devcenter.heroku.com/articles/dynos (2025-01-23)';
export const LIMITS =
  'https://devcenter.heroku.com/articles/dyno-scaling-and-process-limits (2024-11-04 and 2024-12-03)';
export const MEMORY = 'https://devcenter.heroku.com/articles/dyno-memory-behavior (2024-10-16 and 2025-03-28)';
export const PRICES = 'https://github.com/heroku/cli/blob/main/src/commands/ps/type.ts (0b36a1f, 2026-05-13)';
export const BILLING_2019 = 'https://devcenter.heroku.com/articles/usage-and-billing (2019-05-31)';
export const LOAD = 'https://help.heroku.com/88G3XLA6/what-is-an-acceptable-amount-of-dyno-load (undated)';
export const NO_SWAP = 'https://devcenter.heroku.com/articles/error-codes (2021-08-04)';
/** Files of /proc and /sys, read inside running dynos of every type. */
export const OBSERVED =
  'https://github.com/hirefire/hirefire-resource-ruby/tree/2418c2a/test/fixtures/cpu (read in dynos 2026-07-27)';
