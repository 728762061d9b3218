import {
  keepAliveSetting,
  listenSettings,
  overheadSetting,
  processSettings,
  releaseNumber,
  versionSetting,
  wakeUpSetting,
} from './listen-settings.ts';
import { FORK, preforkProfile, REACTION, reader, serialOverhead } from './prefork.ts';
import type { RaceRule, ServerProfile } from './profile.ts';
import type { ServerDefinition, SettingValues } from './server.ts';

/** The turn of a Ruby thread that computes while others wait [s]: thread_pthread.c, TIME_QUANTUM_MSEC. */
export const GVL_QUANTUM = 0.1;
/** Longest nap of a busy worker before it accepts [s], and from how many requests a thread on: see the table below. */
const NAP = 5e-3;
const FULL_NAP = 25;
/** Requests of one connection in a row, and the wait for the next one [s]: const.rb, MAX_FAST_INLINE; client.rb. */
const INLINE = { inline: 10, inlineWait: 0.2 };

/**
 * Puma, single or cluster. Up to 6 a worker accepts only with a free thread, after a nap of 5 ms if any is busy
 * (thread_pool.rb, wait_until_not_full and wait_for_less_busy_worker); since 7 it accepts always, after a nap of at
 * most 5 ms in proportion to its load (cluster_accept_loop_delay.rb), so requests wait inside a busy worker.
 */
export const puma: ServerDefinition = {
  name: 'puma',
  summary: 'Puma 5 to 8: threads in one or more workers, requests wait outside (up to 6) or inside (7 and later)',
  source:
    'puma server.rb, thread_pool.rb, cluster_accept_loop_delay.rb at 5.6.9, 6.6.1, 7.0.0, 8.0.2; measured with 5.6.5',
  buildpack: 'ruby',
  isMeasured: true,
  settings: {
    ...versionSetting('6.6'),
    workers: {
      kind: 'limit',
      help: 'worker processes; 0: single mode, one process without a master',
      default: 0,
      source: 'puma configuration.rb, workers',
    },
    threads: { kind: 'count', help: 'threads of a worker', default: 5, source: 'puma configuration.rb, max_threads' },
    'queue-requests': {
      kind: 'flag',
      help: 'after 8.0.2, false: a worker accepts only with a free thread, and keeps no connections',
      default: true,
      source: 'puma configuration.rb, queue_requests; issue 3961',
    },
    ...listenSettings(1024, 'puma binder.rb:171'),
    ...keepAliveSetting('persistent-timeout', '65s', 'puma configuration.rb; 20 s up to 6', (settings) =>
      isEarly(settings) ? '65s' : '20s',
    ),
    ...overheadSetting('0.35ms', 'measured with 5.6.5: 0.35 ms of CPU with one worker, 0.42 with two', (settings) =>
      Number(settings['workers']) > 1 ? '0.42ms' : '0.35ms',
    ),
    ...wakeUpSetting('0.2ms', 'measured with 5.6.5: requests that wait once take 0.52 to 0.79 ms'),
    ...processSettings(),
  },
  profile: (settings) => {
    const { number, flag } = reader(settings);
    const threads = number('threads');
    const isGated = !isEarly(settings) || (!flag('queue-requests') && releaseNumber(settings['version']) > 8.0002);
    return {
      ...preforkProfile(settings, FORK),
      workers: Math.max(1, number('workers')),
      slots: threads,
      admission: isGated ? threads : Number.POSITIVE_INFINITY,
      admits: 'requests',
      cpu: { kind: 'serial', quantum: GVL_QUANTUM, resumedFirst: false },
      accept: { ...REACTION, bias: 0, batch: 1, nap: nap(settings, threads) },
      overhead: serialOverhead(settings, 1),
      readsInSlot: false,
      keepAlive: keepAlive(settings),
    };
  },
};

function isEarly(settings: SettingValues): boolean {
  return releaseNumber(settings['version']) >= 7;
}

/**
 * In a cluster: on by default in 6 (an experiment in 5, wait_for_less_busy_worker), where a worker that is alone naps
 * as well (server.rb, @clustered); from 7 on one of several.
 */
function nap(settings: SettingValues, threads: number): RaceRule['nap'] {
  const workers = Number(settings['workers']);
  const isSwitchedOff = releaseNumber(settings['version']) < 6;
  if (isSwitchedOff || workers === 0 || (workers === 1 && isEarly(settings))) return undefined;
  if (isEarly(settings)) return { longest: NAP, fullAt: FULL_NAP * threads, endsEarly: false };
  return { longest: NAP, fullAt: 1, endsEarly: true };
}

function keepAlive(settings: SettingValues): ServerProfile['keepAlive'] {
  const { number, flag } = reader(settings);
  const idle = flag('queue-requests') ? number('persistent-timeout') : 0;
  return isEarly(settings) ? { idle, inline: 0, inlineWait: 0 } : { idle, ...INLINE };
}
