import { firstRequestSetting, listenSettings, overheadSetting, versionSetting } from './listen-settings.ts';
import type { ServerDefinition } from './server.ts';
import { threadedPythonProfile } from './threaded-python.ts';

/** Flask's development server (Werkzeug), as `flask run` starts it. */
export const flaskDev: ServerDefinition = {
  name: 'flask-dev',
  summary: "Flask run: Werkzeug's development server, a thread for each connection",
  source: 'werkzeug serving.py',
  buildpack: 'python',
  isMeasured: false,
  settings: {
    ...versionSetting('3.1'),
    threaded: {
      kind: 'flag',
      help: 'a thread for each connection; false: one connection at a time',
      default: true,
      source: 'flask run, --without-threads turns it off',
    },
    ...listenSettings(128, 'werkzeug serving.py, LISTEN_QUEUE'),
    ...overheadSetting('1ms', 'assumed: pure Python'),
    ...firstRequestSetting(),
  },
  profile: threadedPythonProfile,
};
