import { catalogue } from './catalogue.ts';
import { chart } from './chart.ts';
import type { CommandDefinition } from './command.ts';
import { run } from './run.ts';
import { schema } from './schema.ts';

/** Every command: one line each. */
export const commands: readonly CommandDefinition[] = [run, chart, catalogue, schema];
