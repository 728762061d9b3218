import { firstRequestSetting, listenSettings, overheadSetting, versionSetting } from './listen-settings.ts';
import { preforkProfile, reader } from './prefork.ts';
import type { ServerDefinition } from './server.ts';

/** Tomcat with its NIO connector: one process, threads that compute in parallel, an unbounded queue inside. */
export const tomcat: ServerDefinition = {
  name: 'tomcat',
  summary: 'Tomcat: one process with parallel threads, requests wait inside it',
  source: 'tomcat AbstractEndpoint.java, TaskQueue.java, NioEndpoint.java at 84ac9af',
  buildpack: 'java',
  isMeasured: false,
  settings: {
    ...versionSetting('11'),
    'max-threads': {
      kind: 'count',
      help: 'threads that run requests',
      default: 200,
      source: 'tomcat config/http.html, maxThreads',
    },
    'max-connections': {
      kind: 'count',
      help: 'connections that it accepts at most',
      default: 8192,
      source: 'tomcat config/http.html, maxConnections',
    },
    ...listenSettings(100, 'tomcat AbstractEndpoint.java:1261, acceptCount'),
    ...overheadSetting('0.2ms', 'assumed'),
    ...firstRequestSetting(),
  },
  profile: (settings) => {
    const { number } = reader(settings);
    return {
      ...preforkProfile(settings, 0),
      workers: 1,
      slots: number('max-threads'),
      admission: number('max-connections'),
      readsInSlot: false,
    };
  },
};
