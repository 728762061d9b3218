import { z } from 'zod';
import { buildpacks } from '../catalogue/buildpacks.ts';
import { dynos } from '../catalogue/dynos.ts';
import { routerGenerations } from '../router/generations.ts';
import { routingPolicies } from '../router/index.ts';
import { servers } from '../servers/index.ts';
import type { Setting } from '../servers/server.ts';
import { workloads } from '../workload/index.ts';
import { type DistributionDocument, distributionSchema } from './distribution-schema.ts';
import { DURATION, MEMORY, quantity, RATE, SHARE } from './units.ts';

const duration = (help: string) => quantity(DURATION, help);
const names = (list: readonly { readonly name: string }[]): [string, ...string[]] =>
  list.map((x) => x.name) as [string];

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

function settingSchema(setting: Setting): z.ZodType {
  switch (setting.kind) {
    case 'count':
      return z.int().min(1).describe(setting.help);
    case 'limit':
      return z.int().min(0).describe(setting.help);
    case 'duration':
      return duration(setting.help);
    case 'flag':
      return z.boolean().describe(setting.help);
    case 'choice':
      return z.enum(setting.choices as [string]).describe(setting.help);
    case 'text':
      return z.string().min(1).describe(setting.help);
  }
}

const byBuildpack = z.literal('default').describe('as many as the buildpack sets on this dyno type');

/**
 * All settings of all servers; that a server has the ones it is given is checked apart, with a better message. Where one
 * server's limit is another one's count (Puma's workers may be 0), so is that a count is at least 1.
 */
function serverSettings(): Record<string, z.ZodType> {
  const laxest = new Map<string, Setting>();
  for (const [name, setting] of servers.flatMap(({ settings }) => Object.entries(settings))) {
    if (!laxest.has(name) || setting.kind === 'limit') laxest.set(name, setting);
  }
  const schemas = [...laxest].map(([name, setting]) => {
    const schema = settingSchema(setting);
    return [name, (name === 'workers' ? z.union([schema, byBuildpack]) : schema).optional()] as const;
  });
  return Object.fromEntries(schemas);
}

const server = z
  .strictObject({ name: z.enum(names(servers)).describe('which application server'), ...serverSettings() })
  .describe('the application server and its own settings');

const phase = z
  .strictObject({
    cpu: distributionSchema.optional().describe('computing: CPU time on one core'),
    wait: distributionSchema.optional().describe('waiting for something outside, without CPU'),
  })
  .describe('one phase of a request: cpu or wait');

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
      .describe('a CSV file (.gz too) with the columns second,requests or start,rate'),
    replay: z
      .string()
      .min(1)
      .optional()
      .describe('a CSV file (.gz too) with arrival_s and any of cpu_ms, wait_ms, class, dyno'),
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

export const scenarioSchema = z
  .strictObject({
    version: z.literal(1).describe('of this format'),
    name: z.string().min(1).max(500).optional().describe('shown in results and charts'),
    app: app.optional(),
    web,
    server,
    cpu: z
      .strictObject({
        noise: z.enum(['none']).optional(),
        'measured-on': dynoName.optional().describe('the dyno type on which the demands were measured'),
      })
      .optional()
      .describe('what else uses the CPU'),
    requests: z.array(requestClass).min(1).max(100).describe('the classes of requests and their demands'),
    traffic,
    router: router.optional(),
    slo: z.array(z.string()).max(20).optional().describe('objectives such as p95 < 400ms'),
    run: run.optional(),
  })
  .meta({ title: 'dynosim scenario', description: 'A web application on Heroku under load, for dynosim.' });

/** A scenario as it is written: units in strings, defaults left out. */
export type ScenarioDocument = z.input<typeof scenarioSchema>;
export type PhaseDocument = { cpu?: DistributionDocument | undefined; wait?: DistributionDocument | undefined };

/** JSON Schema (draft 7) of a scenario file, for editors. */
export function scenarioJsonSchema(): object {
  return z.toJSONSchema(scenarioSchema, { io: 'input', target: 'draft-07' });
}
