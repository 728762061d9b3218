import { firstRequestSetting, listenSettings, overheadSetting, versionSetting } from './listen-settings.ts';
import { preforkProfile, REACTION, reader, serialOverhead } from './prefork.ts';
import { GVL_QUANTUM } from './puma.ts';
import type { ServerDefinition } from './server.ts';

/** WEBrick: a thread for each connection, which an old Rails lets run one at a time. */
export const webrick: ServerDefinition = {
  name: 'webrick',
  summary: 'WEBrick: a thread for each connection, or one request at a time behind Rack::Lock',
  source: 'webrick server.rb, config.rb (MaxClients 100)',
  buildpack: 'ruby',
  isMeasured: false,
  settings: {
    ...versionSetting('1.9'),
    'max-clients': {
      kind: 'count',
      help: 'connections at the same time; then it stops accepting',
      default: 100,
      source: 'webrick config.rb, MaxClients',
    },
    'rack-lock': {
      kind: 'flag',
      help: 'requests run one at a time, as in Rails up to 3 and in development',
      default: false,
      source: 'assumed: a current Rails',
    },
    ...listenSettings(128, 'assumed: Ruby TCPServer, SOMAXCONN of older kernels'),
    ...overheadSetting('1ms', 'assumed: pure Ruby'),
    ...firstRequestSetting(),
  },
  profile: (settings) => {
    const { number, flag } = reader(settings);
    return {
      ...preforkProfile(settings, 0),
      workers: 1,
      slots: flag('rack-lock') ? 1 : number('max-clients'),
      admission: number('max-clients'),
      cpu: { kind: 'serial', quantum: GVL_QUANTUM, resumedFirst: false },
      accept: { ...REACTION, batch: 1 },
      overhead: serialOverhead(settings, 1),
      readsInSlot: false,
    };
  },
};
