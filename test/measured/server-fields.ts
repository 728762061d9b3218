import type { CaseSettings } from './case-folder.ts';

export type Fields = Record<string, string | number | boolean>;

/** What an option of the command line is: a setting of the scenario, or nothing that changes a figure. */
type Option =
  | { readonly setting: string; readonly kind: 'number' | 'seconds' | 'flag' | 'most' | 'class' }
  | 'ignored with a value'
  | 'ignored';

const number = (setting: string): Option => ({ setting, kind: 'number' });
const seconds = (setting: string): Option => ({ setting, kind: 'seconds' });
const flag = (setting: string): Option => ({ setting, kind: 'flag' });
const valued = (...names: string[]): Record<string, Option> =>
  Object.fromEntries(names.map((name) => [name, 'ignored with a value']));
const plain = (...names: string[]): Record<string, Option> =>
  Object.fromEntries(names.map((name) => [name, 'ignored']));

/** Options on the command line of each server, and the settings that they are. */
const OPTIONS: Readonly<Record<string, Readonly<Record<string, Option>>>> = {
  gunicorn: {
    '-w': number('workers'),
    '--workers': number('workers'),
    '-k': { setting: 'worker-class', kind: 'class' },
    '--worker-class': { setting: 'worker-class', kind: 'class' },
    '--threads': number('threads'),
    '--worker-connections': number('worker-connections'),
    '--backlog': number('backlog'),
    '-t': seconds('timeout'),
    '--timeout': seconds('timeout'),
    '--graceful-timeout': seconds('graceful-timeout'),
    '--max-requests': number('max-requests'),
    '--max-requests-jitter': number('max-requests-jitter'),
    '--keep-alive': seconds('keepalive'),
    '--preload': flag('preload'),
    '--reuse-port': flag('reuse-port'),
    ...valued('-b', '--bind', '-n', '--name', '--chdir', '--log-level', '--log-file', '--error-logfile'),
    ...valued('--access-logfile', '--worker-tmp-dir', '-c', '--config', '-e', '--env', '--pythonpath'),
    ...plain('--no-sendfile', '--capture-output'),
  },
  uvicorn: {
    '--workers': number('workers'),
    '--backlog': number('backlog'),
    '--limit-concurrency': number('limit-concurrency'),
    '--limit-max-requests': number('limit-max-requests'),
    '--limit-max-requests-jitter': number('limit-max-requests-jitter'),
    '--timeout-keep-alive': seconds('timeout-keep-alive'),
    ...valued('--host', '--port', '--log-level', '--loop', '--http', '--interface', '--lifespan', '--app-dir'),
    ...plain('--no-access-log', '--no-proxy-headers', '--no-server-header'),
  },
  unicorn: {
    '-w': number('workers'),
    '--timeout': seconds('timeout'),
    '--backlog': number('backlog'),
    ...valued('-c', '--config-file', '-E', '--env', '-l', '--listen', '-p', '--port'),
  },
  puma: {
    '-w': number('workers'),
    '--workers': number('workers'),
    '-t': { setting: 'threads', kind: 'most' },
    '--threads': { setting: 'threads', kind: 'most' },
    '--preload': flag('preload'),
    ...valued('-b', '--bind', '-e', '--environment', '-C', '--config', '-p', '--port', '--tag'),
    ...plain('-q', '--quiet'),
  },
  node: {},
};

/** Worker classes of gunicorn by the names that a command line may use. */
const CLASSES: Readonly<Record<string, string>> = {
  sync: 'sync',
  gthread: 'gthread',
  gevent: 'gevent',
  'gunicorn.workers.ggevent.GeventWorker': 'gevent',
  'uvicorn.workers.UvicornWorker': 'uvicorn',
  'uvicorn.workers.UvicornH11Worker': 'uvicorn',
  'uvicorn_worker.UvicornWorker': 'uvicorn',
};

/** The server's part of the scenario, or what it has that the simulator does not. */
export function serverFields({ server, versions }: CaseSettings): Fields | string {
  const options = OPTIONS[server.kind];
  if (!options) return `server ${server.kind} is not a product`;
  const fields: Fields = { name: server.kind, workers: server.w ?? (server.kind === 'puma' ? 0 : 1) };
  if (server.kind !== 'node') fields['boot'] = '0s';
  if (retriesLinearly(versions?.['kernel'])) fields['when-full'] = 'retry-linear';
  const version = versions?.[server.kind];
  if (version) fields['version'] = version.split(' ')[0]!;
  const args = (server.args ?? []).flatMap(separated);
  while (args.length > 0) {
    const problem = readArgument(args, options, fields);
    if (problem) return problem;
  }
  return readEnvironment(server.env ?? {}, fields) ?? fields;
}

/** `--threads=4` and `-w4` as two words. */
function separated(arg: string): string[] {
  const long = /^(--[\w-]+)=(.*)$/.exec(arg);
  if (long) return [long[1]!, long[2]!];
  const short = /^(-[a-zA-Z])(\d.*)$/.exec(arg);
  return short ? [short[1]!, short[2]!] : [arg];
}

/** Takes one option of the command line off the list. */
function readArgument(args: string[], options: Readonly<Record<string, Option>>, fields: Fields): string | undefined {
  const name = args.shift()!;
  const option = options[name];
  if (!option) return `${name} is not there yet`;
  if (option === 'ignored') return undefined;
  const value = option !== 'ignored with a value' && option.kind === 'flag' ? '' : args.shift();
  if (value === undefined) return `${name} has no value`;
  if (option === 'ignored with a value') return undefined;
  if (option.kind === 'class') return readClass(value, fields);
  if (option.kind === 'flag') fields[option.setting] = true;
  else if (option.kind === 'seconds') fields[option.setting] = `${value}s`;
  else fields[option.setting] = Number(value.split(':').at(-1));
  return undefined;
}

function readClass(value: string, fields: Fields): string | undefined {
  const name = CLASSES[value];
  if (!name) return `worker class ${value} is not there yet`;
  fields['worker-class'] = name;
  return undefined;
}

/** Clients on Linux 6.5 and later send their first SYNs again once a second. */
function retriesLinearly(kernel = '0.0'): boolean {
  const [major, minor] = kernel.split('.').map(Number) as [number, number];
  return major > 6 || (major === 6 && minor >= 5);
}

const ENVIRONMENT: Readonly<Record<string, (value: string | number, fields: Fields) => void>> = {
  BOOT_SLEEP: (value, fields) => void (fields['boot'] = `${value}s`),
  LAZY_INIT: (value, fields) => void (fields['first-request'] = `${value}s`),
  CLUSTER: (value, fields) => void (fields['workers'] = Math.max(1, Number(value))),
  W: (value, fields) => void (fields['workers'] = Number(value)),
  WEB_CONCURRENCY: (value, fields) => void (fields['workers'] = Number(value)),
  TIMEOUT: (value, fields) => void (fields['timeout'] = `${value}s`),
  NODE_CLUSTER_SCHED_POLICY: (value, fields) => void (fields['scheduling'] = value === 'none' ? 'none' : 'round-robin'),
};

function readEnvironment(env: Readonly<Record<string, string | number>>, fields: Fields): string | undefined {
  for (const [name, value] of Object.entries(env)) {
    const read = ENVIRONMENT[name];
    if (!read) return `${name} is not there yet`;
    read(value, fields);
  }
  return undefined;
}
