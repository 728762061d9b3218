import { djangoRunserver } from './django-runserver.ts';
import { flaskDev } from './flask-dev.ts';
import { gunicorn } from './gunicorn.ts';
import { jetty } from './jetty.ts';
import { node } from './node.ts';
import { passenger } from './passenger.ts';
import { puma } from './puma.ts';
import type { ServerDefinition } from './server.ts';
import { thin } from './thin.ts';
import { tomcat } from './tomcat.ts';
import { unicorn } from './unicorn.ts';
import { uvicorn } from './uvicorn.ts';
import { webrick } from './webrick.ts';

/** Every application server there is: one line each. */
export const servers: readonly ServerDefinition[] = [
  gunicorn,
  uvicorn,
  unicorn,
  puma,
  node,
  passenger,
  tomcat,
  jetty,
  thin,
  webrick,
  djangoRunserver,
  flaskDev,
];

export function findServer(name: string): ServerDefinition | undefined {
  return servers.find((server) => server.name === name);
}
