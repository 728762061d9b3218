import { listenSettings, processSettings } from './listen-settings.ts';
import type { ServerDefinition, ServerProfile, SettingValues } from './server.ts';

/** Fork of a replacement until it serves, without the import of the app [s]: 0.04 to 0.11 s measured, 23.0 and 26.1. */
const FORK = 0.08;

/** gunicorn with sync workers: prefork, one shared listen queue, a request stays there until a worker is free. */
export const gunicorn: ServerDefinition = {
  name: 'gunicorn',
  summary: 'gunicorn, sync workers: prefork, one request at a time per worker',
  source: 'gunicorn workers/sync.py and arbiter.py, versions 20.1 to 26.1; measured with 20.1.0 under Linux 6.18',
  buildpack: 'python',
  settings: {
    version: { kind: 'text', help: 'its release', default: '23.0', source: 'assumed: in wide use in 2025' },
    'worker-class': {
      kind: 'choice',
      choices: ['sync'],
      help: 'how a worker serves its connections',
      default: 'sync',
      source: 'gunicorn config.py, worker_class',
    },
    workers: { kind: 'count', help: 'worker processes', default: 1, source: 'gunicorn config.py, workers' },
    ...listenSettings(2048, 'gunicorn config.py:696, backlog'),
    timeout: {
      kind: 'duration',
      help: 'a worker silent for longer is killed and replaced',
      default: '30s',
      source: 'gunicorn config.py, timeout',
    },
    overhead: {
      kind: 'duration',
      help: 'extra time per request that holds the worker',
      default: '0.6ms',
      source: 'measured with 20.1.0: 0.55 ms of CPU per empty request with 1 worker, 0.66 ms with 4',
    },
    ...processSettings(),
  },
  profile: (settings) => ({ ...preforkProfile(settings, FORK), onKill: release(settings) >= 22 ? 'status500' : 'eof' }),
};

/** A timed-out sync worker answers with a 500 since 22.0; before it closes the connection without a byte (sync.py:163). */
function release(settings: SettingValues): number {
  return Number.parseFloat(String(settings['version']));
}

/** Settings that every prefork server reads in the same way. */
export function preforkProfile(settings: SettingValues, fork: number): ServerProfile {
  const number = (name: string): number => settings[name] as number;
  return {
    workers: number('workers'),
    backlog: number('backlog'),
    whenFull: settings['when-full'] as ServerProfile['whenFull'],
    overhead: number('overhead'),
    firstRequest: number('first-request'),
    timeout: number('timeout') === 0 ? Number.POSITIVE_INFINITY : number('timeout'),
    onKill: 'eof',
    respawn: fork + (settings['preload'] ? 0 : number('boot')),
  };
}
