import { expect, it } from 'vitest';
import type { CaseSettings } from './case-folder.ts';
import { type Fields, serverFields } from './server-fields.ts';

const VERSIONS = { gunicorn: '20.1.0', uvicorn: '0.17.6 (uvloop, httptools)', puma: '5.6.5', kernel: '6.18.44' };

function fieldsOf(line: string, more: Partial<CaseSettings['server']> = {}): Fields | string {
  const [kind, ...args] = line.split(' ') as [string, ...string[]];
  return serverFields({ name: 'a case', title: '', server: { kind, args, ...more }, versions: VERSIONS });
}

it.each([
  ['gunicorn --workers 4', { name: 'gunicorn', workers: 4, version: '20.1.0', 'when-full': 'retry-linear' }],
  ['gunicorn -w3 --timeout=2', { workers: 3, timeout: '2s' }],
  ['gunicorn -t 5 --graceful-timeout 20 --preload', { timeout: '5s', 'graceful-timeout': '20s', preload: true }],
  ['gunicorn --max-requests 200 --max-requests-jitter 50', { 'max-requests': 200, 'max-requests-jitter': 50 }],
  ['gunicorn -k gthread --threads 4 --backlog 8', { 'worker-class': 'gthread', threads: 4, backlog: 8 }],
  [
    'gunicorn -k gevent --worker-connections 100 --keep-alive 95',
    { 'worker-class': 'gevent', 'worker-connections': 100, keepalive: '95s' },
  ],
  ['gunicorn -k uvicorn.workers.UvicornWorker', { 'worker-class': 'uvicorn' }],
  ['gunicorn -b 127.0.0.1:1 --log-level warning --reuse-port', { 'reuse-port': true }],
  [
    'uvicorn --workers 2 --limit-concurrency 5 --loop uvloop --no-access-log',
    { workers: 2, 'limit-concurrency': 5, version: '0.17.6' },
  ],
  [
    'uvicorn --limit-max-requests 30 --timeout-keep-alive 75',
    { 'limit-max-requests': 30, 'timeout-keep-alive': '75s' },
  ],
  ['unicorn -c unicorn.rb -E none --timeout 5', { timeout: '5s' }],
  ['puma -w 2 -t 3:5 -e production', { workers: 2, threads: 5 }],
  ['puma -t 0:16 --preload', { workers: 0, threads: 16, preload: true }],
])('%s', (line, expected) => {
  expect(fieldsOf(line)).toMatchObject(expected);
});

it.each([
  ['gunicorn', { BOOT_SLEEP: 1.5, LAZY_INIT: 12 }, { boot: '1.5s', 'first-request': '12s' }],
  ['node', { CLUSTER: 2 }, { workers: 2 }],
  ['node', { CLUSTER: '0' }, { workers: 1 }],
  ['node', { CLUSTER: 4, NODE_CLUSTER_SCHED_POLICY: 'none' }, { workers: 4, scheduling: 'none' }],
  ['unicorn', { W: 4, TIMEOUT: 3 }, { workers: 4, timeout: '3s' }],
])('the environment of %s: %o', (kind, env, expected) => {
  expect(fieldsOf(kind, { args: [], env })).toMatchObject(expected);
});

it('counts workers apart from the command line', () => {
  expect(fieldsOf('gunicorn', { args: [], w: 9 })).toMatchObject({ workers: 9 });
});

it.each([
  ['trivial', 'server trivial is not a product'],
  ['gunicorn -k tornado', 'worker class tornado is not there yet'],
  ['gunicorn --reload', '--reload is not there yet'],
  ['gunicorn --threads', '--threads has no value'],
])('says why not: %s', (line, reason) => {
  expect(fieldsOf(line)).toBe(reason);
});

it('says which variable it does not know', () => {
  expect(fieldsOf('gunicorn', { args: [], env: { POOL: 4 } })).toBe('POOL is not there yet');
});
