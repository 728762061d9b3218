import { capacity } from './capacity.ts';
import { catalogue } from './catalogue.ts';
import type { CommandDefinition } from './command.ts';
import { plan } from './plan.ts';
import { run } from './run.ts';
import { schema } from './schema.ts';

/** Every command: one line each. */
export const commands: readonly CommandDefinition[] = [run, capacity, plan, catalogue, schema];
