import type { Setting } from './server.ts';

/** The settings that every server with a listening socket has. */
export function listenSettings(backlog: number, source: string): Record<string, Setting> {
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
export function processSettings(): Record<string, Setting> {
  return {
    'first-request': {
      kind: 'duration',
      help: 'extra time of the first request of each worker',
      default: '0s',
      source: 'assumed: the app has nothing to load lazily',
    },
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
