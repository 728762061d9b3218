import { GIL_INTERVAL } from './gunicorn.ts';
import {
  keepAliveSetting,
  listenSettings,
  overheadSetting,
  processSettings,
  versionSetting,
  wakeUpSetting,
  workersSetting,
} from './listen-settings.ts';
import { preforkProfile, REACTION, reader, serialOverhead } from './prefork.ts';
import type { ServerDefinition } from './server.ts';

/** A spawned process until it serves, without the import of the app [s]: assumed. */
const SPAWN = 0.2;
/** anyio's limit of threads for `def` endpoints in each process: starlette.io/threadpool. */
const THREADS = 40;
/** The supervisor replaces a worker that has left after 0.2 to 6 s: its ping to the old one often blocks for 5 s, measured. */
const REPLACEMENT = [0.2, 6] as const;

/** uvicorn, alone or with workers: event loops that take in whatever comes. */
export const uvicorn: ServerDefinition = {
  name: 'uvicorn',
  summary: 'uvicorn: one event loop for each worker, which takes in all connections',
  source: 'uvicorn server.py, config.py, httptools_impl.py, supervisors/multiprocess.py at 0.51; measured with 0.17.6',
  buildpack: 'python',
  isMeasured: true,
  settings: {
    ...versionSetting('0.34'),
    ...workersSetting('uvicorn config.py:351, workers'),
    endpoints: {
      kind: 'choice',
      choices: ['async', 'def'],
      help: "how the app's endpoints run: on the loop, or in a pool of 40 threads (FastAPI `def`)",
      default: 'async',
      source: 'assumed; starlette.io/threadpool for the pool',
    },
    ...listenSettings(2048, 'uvicorn config.py:227, backlog'),
    'limit-concurrency': {
      kind: 'limit',
      help: 'open connections of a worker, itself included, at which it answers 503; 0: no limit',
      default: 0,
      source: 'uvicorn config.py, limit_concurrency; httptools_impl.py:267-271; measured',
    },
    'limit-max-requests': {
      kind: 'limit',
      help: 'a worker leaves after so many requests; 0: never',
      default: 0,
      source: 'uvicorn config.py, limit_max_requests',
    },
    'limit-max-requests-jitter': {
      kind: 'limit',
      help: 'and up to so many more, drawn for each worker',
      default: 0,
      source: 'uvicorn server.py:68-71',
    },
    ...keepAliveSetting('timeout-keep-alive', '5s', 'uvicorn config.py, timeout_keep_alive'),
    ...overheadSetting('0.35ms', 'measured with 0.17.6 (uvloop, httptools): CPU time of an empty request'),
    ...wakeUpSetting('0.2ms', 'measured with 0.17.6: requests that wait once take 0.55 ms'),
    ...processSettings(),
  },
  profile: (settings) => {
    const { number, limit } = reader(settings);
    const profile = preforkProfile(settings, SPAWN);
    const usesThreads = settings['endpoints'] === 'def';
    return {
      ...profile,
      slots: usesThreads ? THREADS : Number.POSITIVE_INFINITY,
      admission: Number.POSITIVE_INFINITY,
      cpu: { kind: 'serial', quantum: usesThreads ? GIL_INTERVAL : Number.POSITIVE_INFINITY, resumedFirst: false },
      accept: { ...REACTION, batch: Number.POSITIVE_INFINITY },
      overhead: serialOverhead(settings, 1),
      readsInSlot: false,
      // Completed requests are looked at every 0.1 s (server.py), so a worker serves more than its number.
      recycling: {
        ...profile.recycling,
        after: limit('limit-max-requests'),
        jitter: number('limit-max-requests-jitter'),
        notice: 0.1,
        replacement: REPLACEMENT,
      },
      keepAlive: { idle: number('timeout-keep-alive'), inline: 0, inlineWait: 0 },
      connectionLimit: limit('limit-concurrency'),
    };
  },
};
