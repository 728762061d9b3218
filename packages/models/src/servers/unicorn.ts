import { listenSettings, overheadSetting, processSettings, versionSetting, workersSetting } from './listen-settings.ts';
import { FORK, preforkProfile, reader } from './prefork.ts';
import type { ServerDefinition } from './server.ts';

/** Unicorn: prefork, one shared listen queue, a request stays there until a worker is free. */
export const unicorn: ServerDefinition = {
  name: 'unicorn',
  summary: 'Unicorn: prefork, one request at a time per worker',
  source: 'unicorn DESIGN and lib/unicorn/http_server.rb at e9862718; measured with 6.0.0 under Linux 6.18',
  buildpack: 'ruby',
  isMeasured: true,
  settings: {
    ...versionSetting('6.1'),
    ...workersSetting('unicorn configurator.rb, worker_processes'),
    ...listenSettings(1024, 'unicorn socket_helper.rb:22'),
    timeout: {
      kind: 'duration',
      help: 'a worker silent for longer is killed and replaced',
      default: '60s',
      source: 'unicorn configurator.rb, timeout',
    },
    ...overheadSetting('0.4ms', 'measured with 6.0.0: 0.35 ms of CPU per empty request, 0.37 ms between requests'),
    ...processSettings(),
  },
  /** The master compares whole seconds, so a worker dies up to two seconds late (http_server.rb:480-495). */
  profile: (settings) => {
    const after = reader(settings).number('timeout');
    const timeout = { limits: 'request', after, within: 2, victims: 'one', answer: 'eof' } as const;
    return { ...preforkProfile(settings, FORK), timeout: after === 0 ? { ...timeout, limits: 'nothing' } : timeout };
  },
};
