import { catalogue } from './catalogue.ts';
import type { CommandDefinition } from './command.ts';
import { compare } from './compare.ts';
import { completion } from './completion.ts';
import { docs } from './docs.ts';
import { init } from './init.ts';
import { run } from './run.ts';
import { schema } from './schema.ts';
import { sweep } from './sweep.ts';

/** Every command: one line each. */
export const commands: readonly CommandDefinition[] = [run, sweep, compare, catalogue, schema, docs, init, completion];
