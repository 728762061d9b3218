import type { Overhead, RecyclingRule, ServerProfile } from './profile.ts';
import type { SettingValues } from './server.ts';

/** A worker leaves never, and if it has to it finishes what it has. */
const STAYS: RecyclingRule = {
  after: Number.POSITIVE_INFINITY,
  jitter: 0,
  notice: 0,
  poll: 0,
  patience: Number.POSITIVE_INFINITY,
  losesUnread: false,
  replacement: [0, 0],
};

/**
 * Fork of a replacement until it serves, without the import of the app [s]: 0.04 to 0.11 s measured, gunicorn 23.0 and
 * 26.1; Puma and Unicorn are assumed to be as quick.
 */
export const FORK = 0.08;

/** Settings by name, as numbers or flags; what a server does not have is 0 or false. */
export function reader(settings: SettingValues): {
  number: (name: string) => number;
  flag: (name: string) => boolean;
  /** 0 means that there is no limit. */
  limit: (name: string) => number;
} {
  const number = (name: string): number => Number(settings[name] ?? 0);
  return {
    number,
    flag: (name) => settings[name] === true,
    limit: (name) => (number(name) === 0 ? Number.POSITIVE_INFINITY : number(name)),
  };
}

/**
 * The simplest server, of which all others are variations: worker processes with one request at a time behind one
 * listen queue, where a request stays until a worker is free; no timeout, no recycling, no kept connections.
 */
export function preforkProfile(settings: SettingValues, fork: number): ServerProfile {
  const { number, flag } = reader(settings);
  return {
    workers: number('workers'),
    slots: 1,
    admission: 1,
    admits: 'connections',
    cpu: { kind: 'parallel' },
    accept: { kind: 'at-once', choice: 'longest-ready' },
    sockets: 'shared',
    backlog: number('backlog'),
    whenFull: settings['when-full'] as ServerProfile['whenFull'],
    overhead: { accept: 0, read: number('overhead'), readTurns: 1, resume: 0, write: 0, writeTurns: 0, master: 0 },
    firstRequest: number('first-request'),
    readsInSlot: true,
    timeout: { limits: 'nothing', after: 0, within: 0, victims: 'one', answer: 'eof' },
    recycling: STAYS,
    keepAlive: { idle: 0, inline: 0, inlineWait: 0 },
    connectionLimit: Number.POSITIVE_INFINITY,
    respawn: fork + (flag('preload') ? 0 : number('boot')),
  };
}

/** Of the CPU time per request: 30 to 60 us to accept (assumed, on loopback), a third to write: assumed. */
const ACCEPT = 0.05e-3;
const WRITE_SHARE = 1 / 3;

/** Where the CPU time that a server takes for a request falls, if one task computes at a time. `turns`: to read it. */
export function serialOverhead(settings: SettingValues, turns: number, master = 0): Overhead {
  const { number } = reader(settings);
  const total = number('overhead');
  const accept = Math.min(ACCEPT, total);
  const write = (total - accept) * WRITE_SHARE;
  return {
    accept,
    read: total - accept - write,
    readTurns: turns,
    resume: number('wake-up'),
    write,
    writeTurns: 1,
    master,
  };
}

/**
 * How much later than the first the others are that a connection wakes [s], at most: each needs a free CPU. Fitted on
 * 12 simultaneous requests to gthread with 2 workers, of which the one with fewer got 2.25 on average of 8 bursts (2.3
 * with it, 5.5 without). docs/server-experiments.md has the figures that follow from it.
 */
const LAG = 1e-3;

/**
 * Reaction of a sleeping worker to a connection [s]: 50 to 200 us assumed, and what a fixed order of waking adds for each
 * worker where it waits in epoll. Idle workers then take 32, 27, 23 and 18 % of a stream; measured were 34, 28, 22 and
 * 16 % (uvicorn, gevent and gthread with four, 200 requests each) and 36, 35 and 29 % (gevent with three, 8000 requests).
 */
export const REACTION = {
  kind: 'race',
  fastest: 50e-6,
  slowest: 200e-6,
  bias: 0.08,
  lag: LAG,
  nap: undefined,
} as const;
