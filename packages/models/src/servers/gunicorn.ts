import {
  keepAliveSetting,
  listenSettings,
  overheadSetting,
  processSettings,
  releaseNumber,
  versionSetting,
  wakeUpSetting,
  workersSetting,
} from './listen-settings.ts';
import { FORK, preforkProfile, REACTION, reader, serialOverhead } from './prefork.ts';
import type { RecyclingRule, ServerProfile } from './profile.ts';
import type { ServerDefinition, SettingValues } from './server.ts';

/** CPython's switch interval, the turn of a thread that computes while others wait [s]: sys.getswitchinterval. */
export const GIL_INTERVAL = 5e-3;
/** The main thread accepts, a pool thread starts and reads: acquisitions of the lock before the app runs, counted. */
const GTHREAD_TURNS = 2;

const OVERHEAD: Readonly<Record<string, string>> = {
  sync: '0.6ms',
  gthread: '0.66ms',
  gevent: '0.75ms',
  uvicorn: '0.35ms',
};

const WAKE_UP: Readonly<Record<string, string>> = { sync: '0ms', gthread: '0.27ms', gevent: '0.1ms', uvicorn: '0.2ms' };

/** gunicorn in four of its worker classes: prefork, nobody dispatches, the workers take what they can get. */
export const gunicorn: ServerDefinition = {
  name: 'gunicorn',
  summary: 'gunicorn: prefork, with sync, gthread, gevent or uvicorn workers',
  source:
    'gunicorn arbiter.py, workers/sync.py, gthread.py, ggevent.py and uvicorn/workers.py, versions 20.1 to 26.1; measured with 20.1.0 under Linux 6.18',
  buildpack: 'python',
  isMeasured: true,
  settings: {
    ...versionSetting('23.0'),
    'worker-class': {
      kind: 'choice',
      choices: ['sync', 'gthread', 'gevent', 'uvicorn'],
      help: 'how a worker serves its connections; sync with more than one thread is gthread',
      default: 'sync',
      source: 'gunicorn config.py, worker_class',
    },
    ...workersSetting('gunicorn config.py, workers'),
    threads: { kind: 'count', help: 'threads of a gthread worker', default: 1, source: 'gunicorn config.py, threads' },
    'worker-connections': {
      kind: 'count',
      help: 'connections that a gthread or gevent worker holds at most',
      default: 1000,
      source: 'gunicorn config.py, worker_connections',
    },
    ...listenSettings(2048, 'gunicorn config.py:696, backlog'),
    'reuse-port': {
      kind: 'flag',
      help: 'a socket and a backlog for each worker (24.0 and later; before it changed nothing)',
      default: false,
      source: 'gunicorn config.py, reuse_port; measured with 23.0 and 26.1',
    },
    timeout: {
      kind: 'duration',
      help: 'a worker silent for longer is killed and replaced; 0s: never',
      default: '30s',
      source: 'gunicorn config.py, timeout',
    },
    'graceful-timeout': {
      kind: 'duration',
      help: 'a worker that leaves has this long to finish',
      default: '30s',
      source: 'gunicorn config.py, graceful_timeout',
    },
    'max-requests': {
      kind: 'limit',
      help: 'a worker leaves after so many requests; 0: never',
      default: 0,
      source: 'gunicorn config.py, max_requests',
    },
    'max-requests-jitter': {
      kind: 'limit',
      help: 'and up to so many more, drawn for each worker',
      default: 0,
      source: 'gunicorn config.py, max_requests_jitter',
    },
    ...keepAliveSetting('keepalive', '2s', 'gunicorn config.py, keepalive; sync workers close after each answer'),
    ...overheadSetting(
      '0.6ms',
      'measured with 20.1.0 by worker class, CPU time of an empty request: sync 0.55 ms with 1 worker and 0.66 with 4, gthread 0.66, gevent 0.75; uvicorn workers as uvicorn itself, 0.35',
      (settings) => OVERHEAD[workerClass(settings)]!,
    ),
    ...wakeUpSetting(
      '0ms',
      'measured with 20.1.0 by worker class, CPU time of requests that wait once less that of empty ones: gthread 0.27 ms, gevent 0.1; uvicorn workers as uvicorn itself, 0.2; sync none',
      (settings) => WAKE_UP[workerClass(settings)]!,
    ),
    ...processSettings(),
  },
  profile: (settings) => classes[workerClass(settings)]!(settings),
};

const classes: Readonly<Record<string, (settings: SettingValues) => ServerProfile>> = {
  sync: syncProfile,
  gthread: gthreadProfile,
  gevent: geventProfile,
  uvicorn: uvicornProfile,
};

/** Threads make a sync worker a gthread one, as gunicorn's config does without a word. */
function workerClass(settings: SettingValues): string {
  const name = String(settings['worker-class']);
  return name === 'sync' && reader(settings).number('threads') > 1 ? 'gthread' : name;
}

/** A timed-out sync worker answers with a 500 since 22.0; before it closes the connection without a byte (sync.py:163). */
function syncProfile(settings: SettingValues): ServerProfile {
  return {
    ...baseProfile(settings),
    timeout: {
      limits: timeout(settings) === 0 ? 'nothing' : 'request',
      after: timeout(settings),
      within: 1,
      victims: 'one',
      answer: releaseNumber(settings['version']) >= 22 ? 'status500' : 'eof',
    },
  };
}

/** Threads behind one that accepts whatever it can: gthread.py; requests are never timed out. */
function gthreadProfile(settings: SettingValues): ServerProfile {
  const { number } = reader(settings);
  const profile = baseProfile(settings);
  return {
    ...profile,
    slots: number('threads'),
    admission: number('worker-connections'),
    cpu: { kind: 'serial', quantum: GIL_INTERVAL, resumedFirst: false },
    accept: { ...REACTION, batch: 1 },
    overhead: serialOverhead(settings, GTHREAD_TURNS),
    readsInSlot: false,
    recycling: { ...profile.recycling, losesUnread: releaseNumber(settings['version']) < 24 },
    keepAlive: { idle: number('keepalive'), inline: 0, inlineWait: 0 },
  };
}

/** Greenlets on one loop; due answers are written before new requests are read. ggevent.py, gevent baseserver.py. */
function geventProfile(settings: SettingValues): ServerProfile {
  const { number } = reader(settings);
  const profile = baseProfile(settings);
  return {
    ...profile,
    slots: number('worker-connections'),
    admission: number('worker-connections'),
    cpu: { kind: 'serial', quantum: Number.POSITIVE_INFINITY, resumedFirst: true },
    accept: { ...REACTION, batch: number('workers') > 1 ? 1 : 100 },
    overhead: serialOverhead(settings, 1),
    readsInSlot: false,
    timeout: loopTimeout(timeout(settings), timeout(settings), 1, 'one'),
    recycling: { ...profile.recycling, notice: 1, poll: 1 },
    keepAlive: { idle: number('keepalive'), inline: 0, inlineWait: 0 },
  };
}

/** uvicorn's loop under gunicorn's watch: it reports every timeout / 2, and dies at once with all its requests. */
function uvicornProfile(settings: SettingValues): ServerProfile {
  const { number } = reader(settings);
  const limit = timeout(settings);
  return {
    ...baseProfile(settings),
    slots: Number.POSITIVE_INFINITY,
    admission: Number.POSITIVE_INFINITY,
    cpu: { kind: 'serial', quantum: Number.POSITIVE_INFINITY, resumedFirst: false },
    accept: { ...REACTION, batch: Number.POSITIVE_INFINITY },
    overhead: serialOverhead(settings, 1),
    readsInSlot: false,
    timeout: loopTimeout(limit, limit / 2, limit / 2 + 1, 'all'),
    keepAlive: { idle: number('keepalive'), inline: 0, inlineWait: 0 },
  };
}

function baseProfile(settings: SettingValues): ServerProfile {
  const { number, limit, flag } = reader(settings);
  const profile = preforkProfile(settings, FORK);
  const recycling: RecyclingRule = {
    ...profile.recycling,
    after: limit('max-requests'),
    jitter: number('max-requests-jitter'),
    patience: limit('graceful-timeout'),
  };
  const hasOwnSockets = flag('reuse-port') && releaseNumber(settings['version']) >= 24;
  return { ...profile, recycling, sockets: hasOwnSockets ? 'per-worker' : 'shared' };
}

function loopTimeout(limit: number, after: number, within: number, victims: 'one' | 'all'): ServerProfile['timeout'] {
  return { limits: limit === 0 ? 'nothing' : 'loop', after, within, victims, answer: 'eof' };
}

function timeout(settings: SettingValues): number {
  return reader(settings).number('timeout');
}
