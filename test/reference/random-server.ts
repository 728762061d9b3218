import { findServer } from '@dynosim/models';
import fc from 'fast-check';

/**
 * Settings under their own names; durations as multiples of the mean service time, undefined for the default.
 * Odd ones for what the server computes, for a whole number of turns would end by rounding, now in one, now in another.
 */
export type ServerIngredients = { readonly name: string } & Readonly<
  Record<string, string | number | boolean | undefined>
>;

const oneOf = <T extends string | number | boolean | undefined>(...values: T[]): fc.Arbitrary<T> =>
  fc.constantFrom(...values);
const flag = fc.boolean();

const listening = {
  backlog: oneOf<number | undefined>(undefined, undefined, undefined, 1, 2, 6),
  'when-full': oneOf('retry', 'retry', 'retry-linear', 'refuse'),
};
const working = {
  overhead: oneOf<number | undefined>(undefined, 0, 0.0531),
  'first-request': oneOf(0, 0, 0.4873),
};
const waking = { 'wake-up': oneOf<number | undefined>(undefined, 0, 0.0317) };
const booting = { boot: oneOf(0, 1), preload: flag };
const workers = oneOf(1, 2, 3, 4);
const threads = oneOf(1, 2, 3);
const timeout = oneOf(0, 0, 1, 3);
const blocked = oneOf(0, 0.2, 1);
const idle = oneOf<number | undefined>(undefined, 0.3, 1, 5);
const leaving = { 'max-requests': oneOf(0, 0, 1, 5), 'max-requests-jitter': oneOf(0, 4) };

const gunicornSettings = {
  ...{ ...listening, ...working, ...booting, ...leaving, workers, timeout },
  'graceful-timeout': oneOf(0.5, 2, 30),
  'reuse-port': flag,
  version: oneOf('20.1', '23.0', '24.0', '26.1'),
};

function gunicorn(worker: string, settings: Record<string, fc.Arbitrary<unknown>> = {}): fc.Arbitrary<object> {
  return fc.record({
    name: fc.constant('gunicorn'),
    'worker-class': fc.constant(worker),
    ...gunicornSettings,
    ...settings,
  });
}

function puma(...versions: string[]): fc.Arbitrary<object> {
  const settings = { ...listening, ...working, ...waking, threads, 'queue-requests': oneOf(true, true, false) };
  const own = { workers: oneOf(1, 2, 3), version: oneOf(...versions), 'persistent-timeout': idle };
  return fc.record({ name: fc.constant('puma'), ...settings, ...own });
}

const uvicornSettings = {
  ...{ ...listening, ...working, ...waking, ...booting, workers },
  'limit-concurrency': oneOf(0, 0, 2, 4, 8),
  'limit-max-requests': oneOf(0, 0, 2, 10),
  'limit-max-requests-jitter': oneOf(0, 4),
  'timeout-keep-alive': idle,
};

function one(name: string, settings: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<object> {
  return fc.record({ name: fc.constant(name), ...settings });
}

const connections = { 'worker-connections': oneOf(1, 2, 3, 5, 1000), keepalive: idle, ...waking };
const node = { ...listening, ...working, 'keep-alive-timeout': idle };
const threaded = (value: boolean) => ({ ...listening, ...working, threaded: fc.constant(value) });

/** The classes of docs/server-model.md: what differs between them is how they work, not their numbers. */
export const serverClasses = {
  'prefork, late binding': fc.oneof(
    gunicorn('sync'),
    one('unicorn', { ...listening, ...working, ...booting, workers, timeout }),
  ),
  'threads, late binding': puma('5.6', '6.6'),
  'threads, early binding': fc.oneof(gunicorn('gthread', { ...connections, threads }), puma('7.0', '8.0', '8.1')),
  loop: fc.oneof(
    gunicorn('gevent', { ...connections, timeout: blocked }),
    gunicorn('uvicorn', { keepalive: idle, ...waking, timeout: blocked }),
    one('uvicorn', { ...uvicornSettings, endpoints: fc.constant('async') }),
    one('node', { ...node, workers, scheduling: fc.constant('none') }),
  ),
  'loop and threads': one('uvicorn', { ...uvicornSettings, endpoints: fc.constant('def') }),
  'master with credit': one('node', { ...node, workers: oneOf(2, 3, 4) }),
  'master, bounded queue': one('passenger', {
    ...{ ...working, ...booting, workers, threads },
    'max-request-queue-size': oneOf<number | undefined>(undefined, 1, 2, 6),
    'max-requests': oneOf(0, 0, 1, 5),
  }),
  'one process, threads': fc.oneof(
    one('tomcat', { ...listening, ...working, 'max-threads': oneOf(1, 2, 5), 'max-connections': oneOf(1, 4, 9, 8192) }),
    one('jetty', { ...listening, ...working, 'max-threads': oneOf(1, 2, 5) }),
    one('webrick', { ...listening, ...working, 'max-clients': oneOf(1, 3, 100), 'rack-lock': flag }),
    one('django-runserver', threaded(true)),
    one('flask-dev', threaded(true)),
  ),
  'one at a time': fc.oneof(
    one('thin', { ...listening, ...working }),
    one('django-runserver', threaded(false)),
    one('flask-dev', threaded(false)),
  ),
} as Readonly<Record<string, fc.Arbitrary<ServerIngredients>>>;

/** The server as the scenario writes it, for requests of this mean service time [s]. */
export function serverDocument(server: ServerIngredients, service: number): object {
  const { settings } = findServer(server.name)!;
  const entries = Object.entries(server).filter(([, value]) => value !== undefined);
  const written = entries.map(([name, value]) => {
    const isTime = settings[name]?.kind === 'duration';
    return [name, isTime ? `${(value as number) * service}s` : value];
  });
  return Object.fromEntries(written);
}
