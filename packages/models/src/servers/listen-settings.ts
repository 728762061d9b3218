import { seconds } from '../scenario/units.ts';
import type { Setting } from './server.ts';

type Settings = Record<string, Setting>;

/** The settings that every server with a listening socket has. */
export function listenSettings(backlog: number, source: string): Settings {
  return {
    backlog: {
      kind: 'count',
      help: 'connections that the kernel lets wait before a worker accepts them',
      default: backlog,
      source,
    },
    'when-full': {
      kind: 'choice',
      choices: ['retry', 'retry-linear', 'refuse'],
      help: 'a full backlog: the SYN again after 1, 3, 7, 15 s; after 1, 2, 3, 4, 5, 7, 11 s (clients on Linux 6.5 and later); or refused',
      default: 'retry',
      source: 'Linux drops the SYN, tcp_abort_on_overflow = 0; listen(2) and measured connect times',
    },
  };
}

/** The settings of a server that runs worker processes. */
export function processSettings(): Settings {
  return {
    ...firstRequestSetting(),
    boot: {
      kind: 'duration',
      help: 'time a new worker needs to import the app',
      default: '2s',
      source: 'assumed',
    },
    preload: {
      kind: 'flag',
      help: 'the app is imported once, before the workers are forked',
      default: false,
      source: "the server's own default",
    },
  };
}

export function firstRequestSetting(): Settings {
  return {
    'first-request': {
      kind: 'duration',
      help: 'extra time of the first request of each worker',
      default: '0s',
      source: 'assumed: the app has nothing to load lazily',
    },
  };
}

export function versionSetting(version: string): Settings {
  return { version: { kind: 'text', help: 'its release', default: version, source: 'assumed: in wide use in 2025' } };
}

export function workersSetting(source: string, count = 1): Settings {
  return { workers: { kind: 'count', help: 'worker processes', default: count, source } };
}

export function overheadSetting(value: string, source: string, defaultFor?: Setting['defaultFor']): Settings {
  const help = 'CPU time that the server itself takes for a request';
  const setting: Setting = { kind: 'duration', help, default: value, source };
  return { overhead: defaultFor ? { ...setting, defaultFor } : setting };
}

/** Measured beside the overhead on the same machine, 0.57 of it at most (uvicorn, Puma): 0.13 to 0.57. */
const LARGEST_WAKE_UP_SHARE = 4 / 7;

/** Who states a smaller overhead, of a faster machine or of nothing at all, gets a wake-up that goes with it. */
export function wakeUpSetting(value: string, source: string, defaultFor?: Setting['defaultFor']): Settings {
  const most: Setting['defaultFor'] = (settings) => {
    const measured = String(defaultFor?.(settings) ?? value);
    const limit = LARGEST_WAKE_UP_SHARE * seconds(String(settings['overhead']));
    return limit < seconds(measured) ? `${Number((1000 * limit).toPrecision(3))}ms` : measured;
  };
  const help = 'CPU time to go on after a wait; at most 4/7 of the overhead';
  return { 'wake-up': { kind: 'duration', help, default: value, defaultFor: most, source } };
}

export function keepAliveSetting(
  name: string,
  value: string,
  source: string,
  defaultFor?: Setting['defaultFor'],
): Settings {
  const setting: Setting = {
    kind: 'duration',
    help: 'an idle connection is closed after this',
    default: value,
    source,
  };
  return { [name]: defaultFor ? { ...setting, defaultFor } : setting };
}

/** 20.01 for 20.1, 8.0002 for 8.0.2: so releases can be compared. */
export function releaseNumber(version: unknown): number {
  const [major = 0, minor = 0, patch = 0] = String(version)
    .split('.')
    .map((part) => Number.parseInt(part, 10) || 0);
  return major + minor / 100 + patch / 10_000;
}
