import { z } from 'zod';
import { databaseClients } from '../catalogue/database-clients.ts';
import { postgresPlans } from '../catalogue/postgres-plans.ts';
import { names } from './server-schema.ts';
import { DURATION, quantity } from './units.ts';

const duration = (help: string) => quantity(DURATION, help);
const count = () => z.int().min(1).max(1_000_000);

const pgbouncer = z.strictObject({
  connections: count().optional().describe('that it opens to the database'),
  timeout: duration('after which a query that waits for one fails').optional(),
});

/** The section `database` of a scenario. */
export const databaseSchema = z
  .strictObject({
    plan: z
      .string()
      .min(1)
      .optional()
      .meta({ examples: postgresPlans.map(({ name }) => name.toLowerCase()) })
      .describe('a Heroku Postgres plan, which limits the connections'),
    connections: count().optional().describe('instead of a plan: connections that the database accepts'),
    reserved: z.int().min(0).optional().describe('connections of these that others use: worker dynos, a console'),
    client: z.enum(names(databaseClients)).optional().describe('the library that connects: sets the defaults below'),
    pool: z
      .union([count(), z.literal('none')])
      .optional()
      .describe('connections of a worker process at most; none: one for every request that runs'),
    reuse: z.int().min(0).optional().describe('connections of a process that stay open while nobody uses them'),
    hold: z
      .enum(['request', 'query'])
      .optional()
      .describe('a request has its connection from its first query to its end, or for each query alone'),
    'checkout-timeout': z
      .union([duration('a request that waits longer for a connection of the pool fails'), z.literal('none')])
      .optional(),
    connect: duration('to open a connection').optional(),
    retry: duration('a pool opens connections beside the requests, and if refused tries again after this').optional(),
    pgbouncer: z
      .union([z.literal(true), pgbouncer])
      .optional()
      .describe('PgBouncer at the database lends its connections for a transaction at a time'),
    cores: z
      .number()
      .positive()
      .optional()
      .describe('cores that queries share; without it a query never waits for another one'),
  })
  .describe('the database that phases db ask');
