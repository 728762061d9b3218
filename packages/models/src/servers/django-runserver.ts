import { firstRequestSetting, listenSettings, overheadSetting, versionSetting } from './listen-settings.ts';
import type { ServerDefinition } from './server.ts';
import { threadedPythonProfile } from './threaded-python.ts';

/** Django's development server, as `manage.py runserver` starts it. */
export const djangoRunserver: ServerDefinition = {
  name: 'django-runserver',
  summary: 'Django runserver: the development server, a thread for each connection',
  source: 'django core/servers/basehttp.py and core/management/commands/runserver.py',
  buildpack: 'python',
  isMeasured: false,
  settings: {
    ...versionSetting('5.2'),
    threaded: {
      kind: 'flag',
      help: 'a thread for each connection; false: one connection at a time',
      default: true,
      source: 'runserver, --nothreading turns it off',
    },
    ...listenSettings(10, 'django basehttp.py, request_queue_size'),
    ...overheadSetting('1ms', 'assumed: pure Python'),
    ...firstRequestSetting(),
  },
  profile: threadedPythonProfile,
};
