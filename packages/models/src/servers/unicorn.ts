import { preforkProfile } from './gunicorn.ts';
import { listenSettings, processSettings } from './listen-settings.ts';
import type { ServerDefinition } from './server.ts';

/** Fork of a replacement until it serves [s]: assumed equal to gunicorn's, which was measured. */
const FORK = 0.08;

/** Unicorn: prefork, one shared listen queue, a request stays there until a worker is free. */
export const unicorn: ServerDefinition = {
  name: 'unicorn',
  summary: 'Unicorn: prefork, one request at a time per worker',
  source: 'unicorn DESIGN and lib/unicorn/http_server.rb at e9862718; measured with 6.0.0 under Linux 6.18',
  buildpack: 'ruby',
  settings: {
    version: { kind: 'text', help: 'its release', default: '6.1', source: 'assumed: in wide use in 2025' },
    workers: {
      kind: 'count',
      help: 'worker processes',
      default: 1,
      source: 'unicorn configurator.rb, worker_processes',
    },
    ...listenSettings(1024, 'unicorn socket_helper.rb:22'),
    timeout: {
      kind: 'duration',
      help: 'a worker silent for longer is killed and replaced',
      default: '60s',
      source: 'unicorn configurator.rb, timeout',
    },
    overhead: {
      kind: 'duration',
      help: 'extra time per request that holds the worker',
      default: '0.4ms',
      source: 'measured with 6.0.0: 0.35 ms of CPU per empty request, 0.37 ms between requests',
    },
    ...processSettings(),
  },
  profile: (settings) => preforkProfile(settings, FORK),
};
