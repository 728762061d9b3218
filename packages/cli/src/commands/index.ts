import { capacity } from './capacity.ts';
import { catalogue } from './catalogue.ts';
import { chart } from './chart.ts';
import type { CommandDefinition } from './command.ts';
import { compare } from './compare.ts';
import { completion } from './completion.ts';
import { docs } from './docs.ts';
import { init } from './init.ts';
import { plan } from './plan.ts';
import { run } from './run.ts';
import { schema } from './schema.ts';
import { sweep } from './sweep.ts';

/** Every command: one line each. */
export const commands: readonly CommandDefinition[] = [
  run,
  capacity,
  plan,
  compare,
  sweep,
  chart,
  catalogue,
  schema,
  docs,
  init,
  completion,
];
