import { type Command, InvalidArgumentError } from 'commander';
import type { ExitCode } from '../exit-code.ts';

/** What a command reports: the exit code of the program. */
export type Finished = (code: ExitCode) => void;

/** Headings of the general help, in their order. A command that names none stands under the first. */
export const commandGroups = ['Ask:', 'Look up:', 'Set up:'] as const;

/**
 * A command of the program. It names its arguments at once and loads what it needs only when it runs, by a dynamic
 * import in its action: so the help and the completions stay quick, whatever the other commands need.
 *
 * Parsing, help, suggestions and completions all come from what `register` tells commander. In it the name of a value
 * says how it is completed: `<scenario>` and `<file>` are files, `<folder>` is a folder, `[dyno]` and `[server]` are
 * names of the catalogue, and choices are themselves.
 */
export interface CommandDefinition {
  readonly name: string;
  readonly register: (program: Command, finished: Finished) => void;
  readonly group?: (typeof commandGroups)[number];
  /** What it does, in paragraphs, after the one line of its description. */
  readonly details?: readonly string[];
  /** A test runs each of them in a folder with the example `storefront.yaml`. */
  readonly examples?: readonly CommandExample[];
  /** Those with which it can end; left out: done, internal error, bad input. */
  readonly exitCodes?: readonly ExitCode[];
}

export interface CommandExample {
  /** For a shell: `dynosim run storefront.yaml --check`. */
  readonly command: string;
  readonly says: string;
}

const JSON_HELP = 'one JSON document on standard output and nothing else';

/** Options of every command that simulates a scenario. */
export function simulationOptions(command: Command, json = JSON_HELP): Command {
  return command
    .option('--json', json)
    .option(
      '--set <path=value>',
      'change a value of the scenario, such as web.count=6; nothing after = takes it out; repeatable',
      collected,
    )
    .option('--seed <text>', 'the same seed gives the same result')
    .option('--replications <number>', 'independent repetitions (default: 40, or 20 of a run with an end)')
    .option('--precision <share>', 'stop when p95 and p99 are known to this share, such as 5%')
    .option('--threads <number>', 'threads to use (default: one for each core)', threadCount);
}

/** Of an option that may be given again and again: all its values. */
export function collected(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

/** The value of `--threads`. */
export function threadCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > 256)
    throw new InvalidArgumentError('expected a whole number from 1 to 256');
  return count;
}
