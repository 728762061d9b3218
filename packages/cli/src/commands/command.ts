import { type Command, InvalidArgumentError } from 'commander';
import type { ExitCode } from '../exit-code.ts';

/** What a command reports: the exit code of the program. */
export type Finished = (code: ExitCode) => void;

/** A command of the program. It names its arguments at once and loads what it needs only when it runs. */
export interface CommandDefinition {
  readonly name: string;
  readonly register: (program: Command, finished: Finished) => void;
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

function threadCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > 256)
    throw new InvalidArgumentError('expected a whole number from 1 to 256');
  return count;
}
