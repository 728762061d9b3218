import {
  firstRequestSetting,
  keepAliveSetting,
  listenSettings,
  overheadSetting,
  versionSetting,
  workersSetting,
} from './listen-settings.ts';
import { preforkProfile, REACTION, reader, serialOverhead } from './prefork.ts';
import type { AcceptRule } from './profile.ts';
import type { ServerDefinition, SettingValues } from './server.ts';

/** CPU time of the primary process for a connection that it hands to a worker [s]: 1.35 ms less the 0.71 of one process. */
const HANDOVER = 0.64e-3;

/** Node, one process or the cluster module with its primary. */
export const node: ServerDefinition = {
  name: 'node',
  summary: 'Node: one event loop, or a cluster of them behind a primary process',
  source: 'nodejs lib/internal/cluster/round_robin_handle.js and child.js; measured with 20.20',
  buildpack: 'nodejs',
  isMeasured: true,
  settings: {
    ...versionSetting('22'),
    ...workersSetting('one process, if the app does not use cluster'),
    scheduling: {
      kind: 'choice',
      choices: ['round-robin', 'none'],
      help: 'of a cluster: the primary hands connections out, or all workers share the socket',
      default: 'round-robin',
      source: 'nodejs doc/api/cluster.md, schedulingPolicy',
    },
    ...listenSettings(511, 'nodejs lib/net.js, backlog; a cluster with round robin ignores it'),
    ...keepAliveSetting('keep-alive-timeout', '5s', 'nodejs lib/_http_server.js, keepAliveTimeout'),
    ...overheadSetting('0.71ms', 'measured with 20.20: CPU time of an empty request in its worker'),
    ...firstRequestSetting(),
  },
  profile: (settings) => {
    const { number } = reader(settings);
    const accept = acceptRule(settings);
    const profile = preforkProfile(settings, 0);
    return {
      ...profile,
      slots: Number.POSITIVE_INFINITY,
      admission: Number.POSITIVE_INFINITY,
      cpu: { kind: 'serial', quantum: Number.POSITIVE_INFINITY, resumedFirst: true },
      accept,
      backlog: accept.kind === 'credit' ? Number.POSITIVE_INFINITY : profile.backlog,
      overhead: serialOverhead(settings, 1, HANDOVER),
      readsInSlot: false,
      keepAlive: { idle: number('keep-alive-timeout'), inline: 0, inlineWait: 0 },
    };
  },
};

function acceptRule(settings: SettingValues): AcceptRule {
  const isCluster = reader(settings).number('workers') > 1;
  if (isCluster && settings['scheduling'] === 'round-robin') return { kind: 'credit' };
  return { ...REACTION, batch: Number.POSITIVE_INFINITY };
}
