import { z } from 'zod';
import { servers } from '../servers/index.ts';
import type { Setting } from '../servers/server.ts';
import { DURATION, MEMORY, quantity } from './units.ts';

const duration = (help: string) => quantity(DURATION, help);

/** The names of a list, as an enumeration wants them. */
export const names = (list: readonly { readonly name: string }[]): [string, ...string[]] =>
  list.map((x) => x.name) as [string];

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
const byMemory = z.literal('fit').describe('the most that the memory of the dyno holds (server.memory)');

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
    return [name, (name === 'workers' ? z.union([schema, byBuildpack, byMemory]) : schema).optional()] as const;
  });
  return Object.fromEntries(schemas);
}

const memory = z
  .strictObject({
    master: quantity(MEMORY, 'of the master process').optional(),
    worker: quantity(MEMORY, 'of a warm worker'),
    heap: z
      .union([z.literal('default'), quantity(MEMORY, 'heap of a JVM')])
      .optional()
      .describe('heap of a JVM, which takes it whole, besides that; default: what the Java buildpack gives it'),
    'per-request': quantity(MEMORY, 'of each request in flight').optional(),
    'leak-per-request': quantity(MEMORY, 'kept by the worker after each request').optional(),
    'swap-slowdown': z
      .number()
      .min(0)
      .optional()
      .describe('on swap work takes 1 + this x (memory / quota - 1) times as long'),
    restart: duration('from the kill of a dyno to its new workers').optional(),
  })
  .describe('what the processes of a dyno need');

/** `server` in a scenario. */
export const serverSchema = z
  .strictObject({
    name: z.enum(names(servers)).describe('which application server'),
    ...serverSettings(),
    memory: memory.optional(),
  })
  .describe('the application server and its own settings');
