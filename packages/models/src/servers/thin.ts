import { firstRequestSetting, listenSettings, overheadSetting, versionSetting } from './listen-settings.ts';
import { preforkProfile } from './prefork.ts';
import type { ServerDefinition } from './server.ts';

/** Connections that EventMachine holds at most: thin backends/base.rb, DEFAULT_MAXIMUM_CONNECTIONS. */
const CONNECTIONS = 1024;

/** Thin: one process that takes in connections and runs one request at a time. */
export const thin: ServerDefinition = {
  name: 'thin',
  summary: 'Thin: one process, one request at a time',
  source: 'thin backends/base.rb and connection.rb, without threaded mode',
  buildpack: 'ruby',
  isMeasured: false,
  settings: {
    ...versionSetting('1.8'),
    ...listenSettings(1024, 'assumed: as the other Ruby servers'),
    ...overheadSetting('0.4ms', "assumed: as Unicorn's, which was measured"),
    ...firstRequestSetting(),
  },
  profile: (settings) => ({ ...preforkProfile(settings, 0), workers: 1, admission: CONNECTIONS, readsInSlot: false }),
};
