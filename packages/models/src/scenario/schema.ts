import { z } from 'zod';
import { buildpacks } from '../catalogue/buildpacks.ts';
import { dynos } from '../catalogue/dynos.ts';
import { routerGenerations } from '../router/generations.ts';
import { routingPolicies } from '../router/index.ts';
import { workloads } from '../workload/index.ts';
import { databaseSchema } from './database-schema.ts';
import { distributionSchema } from './distribution-schema.ts';
import { names, serverSchema } from './server-schema.ts';
import { DURATION, MEMORY, quantity, RATE, SHARE } from './units.ts';

const duration = (help: string) => quantity(DURATION, help);

/** Any text: that the catalogue has it is checked apart, with a better message. */
const dynoName = z
  .string()
  .min(1)
  .meta({ examples: dynos.map(({ name }) => name.toLowerCase()) });

const web = z
  .strictObject({
    dyno: dynoName.optional().describe('a dyno type of the catalogue, in any case'),
    cores: z
      .number()
      .positive()
      .optional()
      .describe('instead of a dyno type: CPU cores of one machine; may be fractional'),
    memory: quantity(MEMORY, 'memory quota of one machine').optional(),
    speed: z
      .number()
      .positive()
      .optional()
      .describe(
        'speed of a core against the one on which the demands were measured, or with cpu.measured-on against one of Performance-L',
      ),
    count: z.int().min(1).max(10_000).optional().describe('number of dynos'),
  })
  .describe('the machines');

const buildpack = z.enum(names(buildpacks));

const app = z
  .strictObject({
    buildpack: z
      .union([buildpack, z.array(buildpack).min(1).max(20)])
      .optional()
      .describe('sets the default number of workers; of several the last one wins'),
  })
  .describe('the application');

const phase = z
  .strictObject({
    cpu: distributionSchema.optional().describe('computing: CPU time on one core'),
    wait: distributionSchema.optional().describe('waiting for something outside, without CPU'),
    db: distributionSchema.optional().describe('a query: time in the database, once it has a connection'),
  })
  .describe('one phase of a request: cpu, wait or db');

const requestClass = z.strictObject({
  name: z.string().min(1).max(200),
  weight: z.number().positive().optional().describe('share of the arrivals, relative to the other classes'),
  phases: z.array(phase).min(1).max(16).describe('what a request does, in order'),
});

const period = z.strictObject({
  rate: quantity(RATE, 'arrival rate in this period'),
  for: duration('how long the period lasts'),
});

const traffic = z
  .strictObject({
    rate: quantity(RATE, 'arrival rate').optional(),
    arrivals: z
      .enum(names(workloads.filter((w) => w.chosenBy === 'arrivals')))
      .optional()
      .describe('how arrivals are spaced'),
    on: period.optional(),
    off: period.optional(),
    size: z.int().min(1).max(10_000).optional().describe('requests in a batch'),
    profile: z
      .string()
      .min(1)
      .optional()
      .describe('a CSV file (.gz too) with the columns second,requests or start,rate, or a log of the router'),
    replay: z
      .string()
      .min(1)
      .optional()
      .describe(
        'a CSV file (.gz too) with arrival_s and any of cpu_ms, wait_ms, db_ms, class, dyno, or a log of the router',
      ),
    scale: z
      .number()
      .positive()
      .optional()
      .describe('divides the arrival times of a replay; multiplies the rate of a profile'),
    clients: z
      .int()
      .min(1)
      .max(100_000)
      .optional()
      .describe('a closed loop: that many clients, each waits for its answer'),
    think: distributionSchema.optional().describe("time between a client's answer and its next request"),
    late: z
      .enum(['count', 'abandon'])
      .optional()
      .describe(
        'after its timeout a client goes on at once (abandon), or waits and counts the answer as a timeout (count)',
      ),
    'keep-alive': z.boolean().optional().describe('clients keep their connections between requests'),
    timeout: duration('a client gives up after this long; its request stays in the queue').optional(),
    retries: z
      .strictObject({
        attempts: z.int().min(1).max(20).describe('further attempts after the first'),
        backoff: duration('pause before the first of them').optional(),
        factor: z.number().min(1).optional().describe('from each pause to the next'),
      })
      .optional()
      .describe('clients send a failed request again'),
  })
  .describe('the arrivals');

const router = z
  .strictObject({
    generation: z.enum(names(routerGenerations)).optional().describe('which router stands before the dynos'),
    policy: z.enum(names(routingPolicies)).optional().describe('how a dyno is chosen'),
  })
  .describe('between the clients and the dynos');

const run = z
  .strictObject({
    precision: quantity(
      SHARE,
      'half width of the intervals of p95 and p99 at which a steady-state run stops',
    ).optional(),
    duration: duration('simulated time of one replication; makes the run terminating').optional(),
    window: z
      .tuple([duration('from'), duration('to')])
      .optional()
      .describe('which arrivals count, by their time'),
    replications: z.int().min(1).max(10_000).optional().describe('independent repetitions'),
    seed: z
      .union([z.string().min(1).max(100), z.int()])
      .optional()
      .describe('the same seed gives the same result'),
    'max-requests': z.int().min(1000).optional().describe('all replications together stop at about this many requests'),
  })
  .describe('how long and how often');

const noise = z.strictObject({
  lasting: quantity(SHARE, 'cv of a factor that a dyno keeps').optional(),
  drift: quantity(SHARE, 'cv of a factor that drifts slowly').optional(),
  'drift-time': duration('after which half of the drift is forgotten').optional(),
  jitter: quantity(SHARE, 'cv of a factor that changes often').optional(),
  'jitter-time': duration('for which that holds on average').optional(),
});

const neighbour = z.strictObject({
  shares: z.int().min(2).max(262_144).optional().describe('its cpu.shares'),
  on: duration('it computes for this long').optional(),
  off: duration('and then rests for this long').optional(),
});

export const scenarioSchema = z
  .strictObject({
    version: z.literal(1).describe('of this format'),
    name: z.string().min(1).max(500).optional().describe('shown in results and charts'),
    app: app.optional(),
    web,
    server: serverSchema,
    cpu: z
      .strictObject({
        noise: z
          .union([z.enum(['none', 'typical', 'bad-neighbour']), noise])
          .optional()
          .describe('of the hosts: none; as measured on this type; the worst of forty hosts; or in figures'),
        quota: quantity(SHARE, 'share of the cores that may be used in each period').optional(),
        'quota-period': duration('length of these periods').optional(),
        shares: z.int().min(2).max(262_144).optional().describe('cpu.shares of each machine, against its neighbours'),
        neighbours: z.array(neighbour).max(16).optional().describe('others that compute on the same cores'),
        'measured-on': dynoName.optional().describe('the dyno type on which the demands were measured'),
      })
      .optional()
      .describe('what else uses the CPU'),
    requests: z.array(requestClass).min(1).max(100).describe('the classes of requests and their demands'),
    traffic,
    database: databaseSchema.optional(),
    router: router.optional(),
    slo: z.array(z.string()).max(20).optional().describe('objectives such as p95 < 400ms'),
    run: run.optional(),
  })
  .meta({ title: 'dynosim scenario', description: 'A web application on Heroku under load, for dynosim.' });

/** A scenario as it is written: units in strings, defaults left out. */
export type ScenarioDocument = z.input<typeof scenarioSchema>;

/** JSON Schema (draft 7) of a scenario file, for editors. */
export function scenarioJsonSchema(): object {
  return z.toJSONSchema(scenarioSchema, { io: 'input', target: 'draft-07' });
}
