import { overheadSetting, processSettings, versionSetting, workersSetting } from './listen-settings.ts';
import { preforkProfile, reader } from './prefork.ts';
import type { ServerDefinition } from './server.ts';

/** A process of the pool until it serves, without the boot of the app [s]: assumed. */
const SPAWN = 0.1;

/** Phusion Passenger: a master that gives each request to the least busy process, and queues a bounded number. */
export const passenger: ServerDefinition = {
  name: 'passenger',
  summary: 'Passenger: a master with one bounded queue gives requests to the least busy process',
  source: 'passenger ApplicationPool2/Group/CheckoutSession.cpp and SessionManagement.cpp at 6.0.23',
  buildpack: 'ruby',
  isMeasured: false,
  settings: {
    ...versionSetting('6.0'),
    ...workersSetting('passenger Configuration Reference, max_pool_size', 6),
    threads: {
      kind: 'count',
      help: 'requests of a process at the same time (more than 1 in the enterprise edition)',
      default: 1,
      source: 'passenger Configuration Reference, thread_count',
    },
    'max-request-queue-size': {
      kind: 'count',
      help: 'requests that may wait; further ones get 503 at once',
      default: 100,
      source: 'passenger CheckoutSession.cpp:264',
    },
    'max-requests': {
      kind: 'limit',
      help: 'a process is detached after so many requests; 0: never',
      default: 0,
      source: 'passenger SessionManagement.cpp',
    },
    ...overheadSetting('0.4ms', "assumed: as Unicorn's, which was measured"),
    ...processSettings(),
  },
  profile: (settings) => {
    const { number, limit } = reader(settings);
    const profile = preforkProfile(settings, SPAWN);
    return {
      ...profile,
      slots: number('threads'),
      admission: number('threads'),
      accept: { kind: 'at-once', choice: 'least-busy' },
      // The model's queue holds one more than its backlog.
      backlog: number('max-request-queue-size') - 1,
      whenFull: 'status503',
      recycling: { ...profile.recycling, after: limit('max-requests') },
    };
  },
};
