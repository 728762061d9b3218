import { type ServerDefinition, type Setting, servers } from '@dynosim/models';

/** What the `web` line of a Procfile says for certain. */
export interface ProcfileHints {
  /** The command of `web`. */
  readonly command: string;
  /** The server that it starts; undefined if it is none that this version knows. */
  readonly server: string | undefined;
  /** Settings that stand on the line, written as in a scenario. A variable or a configuration file says nothing. */
  readonly settings: Readonly<Record<string, string>>;
  /** Flags on the line that are no setting of this version, or whose value is not certain. */
  readonly left: readonly string[];
}

/**
 * Short flags whose meaning is a setting (gunicorn config.py; puma cli.rb). Long flags are named like the settings
 * themselves.
 */
const SHORT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  puma: { '-w': '--workers', '-t': '--threads' },
  gunicorn: { '-w': '--workers', '-k': '--worker-class', '-t': '--timeout' },
};

/** Reads a Procfile; undefined if it has no `web`. */
export function readProcfile(text: string): ProcfileHints | undefined {
  const command = /^web\s*:\s*(\S.*?)\s*$/m.exec(text)?.[1];
  if (command === undefined) return undefined;
  const starts = command.split(/\s*(?:&&|;)\s*/).flatMap(serverStart);
  const [start] = starts;
  if (starts.length !== 1 || start === undefined) return { command, server: undefined, settings: {}, left: [] };
  return { command, server: start.server.name, ...settingsOn(start) };
}

interface ServerStart {
  readonly server: ServerDefinition;
  readonly before: readonly string[];
  readonly args: readonly string[];
}

/** A simple command that has the name of a server as a word of its own, maybe behind `exec`, `bundle exec` or `python -m`. */
function serverStart(command: string): ServerStart[] {
  const words = command.split(/\s+/);
  if (words.some((word) => /["'`|]/.test(word))) return [];
  const at = words.findIndex((word) => named(word) !== undefined);
  if (at === -1) return [];
  return [{ server: named(words[at]!)!, before: words.slice(0, at), args: words.slice(at + 1) }];
}

function named(word: string): ServerDefinition | undefined {
  const name = word.slice(word.lastIndexOf('/') + 1);
  return servers.find((server) => server.name === name);
}

function settingsOn({ server, before, args }: ServerStart): Pick<ProcfileHints, 'settings' | 'left'> {
  const settings: Record<string, string> = {};
  const left: string[] = [];
  // gunicorn config.py: the variable is the default of `workers`.
  const variable = before.map((word) => /^WEB_CONCURRENCY=(\d+)$/.exec(word)?.[1]).find((count) => count !== undefined);
  if (server.name === 'gunicorn' && variable !== undefined) settings['workers'] = variable;
  for (const [i, word] of args.entries()) {
    if (!word.startsWith('-')) continue;
    const [flag = '', attached] = word.split('=', 2);
    const name = (SHORT[server.name]?.[flag] ?? flag).replace(/^--/, '');
    const setting = server.settings[name];
    const value = setting && written(setting, attached ?? args[i + 1] ?? '');
    if (value === undefined) left.push(flag);
    else settings[name] = value;
  }
  return { settings, left };
}

/** The value as a scenario writes it; undefined where it is a variable or nothing that this version knows. */
function written({ kind, choices = [] }: Setting, value: string): string | undefined {
  if (kind === 'flag') return 'true';
  if (kind === 'choice') return choices.includes(value) ? value : undefined;
  // Puma's threads may be min:max, and as many as the second are started when they are needed (puma cli.rb).
  const most = value.replace(/^\d+:/, '');
  if (kind === 'text' || !/^\d+$/.test(most)) return undefined;
  return kind === 'duration' ? `${most}s` : most;
}
