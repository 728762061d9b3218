import { firstRequestSetting, listenSettings, overheadSetting, versionSetting } from './listen-settings.ts';
import { preforkProfile, reader } from './prefork.ts';
import type { ServerDefinition } from './server.ts';

/** Jetty: one process, a pool of parallel threads, an unbounded queue inside. */
export const jetty: ServerDefinition = {
  name: 'jetty',
  summary: 'Jetty: one process with parallel threads, requests wait inside it',
  source: 'jetty documentation, QueuedThreadPool and ServerConnector',
  buildpack: 'java',
  isMeasured: false,
  settings: {
    ...versionSetting('12'),
    'max-threads': {
      kind: 'count',
      help: 'threads that run requests',
      default: 200,
      source: 'jetty QueuedThreadPool, maxThreads',
    },
    ...listenSettings(128, 'assumed: the default backlog of the JVM is 50, of jetty 0 for the system default'),
    ...overheadSetting('0.2ms', 'assumed'),
    ...firstRequestSetting(),
  },
  profile: (settings) => ({
    ...preforkProfile(settings, 0),
    workers: 1,
    slots: reader(settings).number('max-threads'),
    admission: Number.POSITIVE_INFINITY,
    readsInSlot: false,
  }),
};
