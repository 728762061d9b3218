import { gunicorn } from './gunicorn.ts';
import type { ServerDefinition } from './server.ts';
import { unicorn } from './unicorn.ts';

/** Every application server there is: one line each. */
export const servers: readonly ServerDefinition[] = [gunicorn, unicorn];

export function findServer(name: string): ServerDefinition | undefined {
  return servers.find((server) => server.name === name);
}
