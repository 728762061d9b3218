import { type Command, InvalidArgumentError } from 'commander';
import { collected, threadCount } from './commands/command.ts';

/** The options that every command with a search has. */
export function addSearchOptions(command: Command): Command {
  return command
    .argument('<scenario>', 'a YAML or JSON file; - reads standard input')
    .option('--json', 'one JSON document on standard output and nothing else')
    .option(
      '--set <path=value>',
      'change a value of the scenario, such as slo=[p95 < 400ms]; nothing after = takes it out; repeatable',
      collected,
    )
    .option('--seed <text>', 'the same seed gives the same result')
    .option('--threads <number>', 'threads to use (default: one for each core)', threadCount);
}

/** `30%` as a fraction. */
export function share(text: string): number {
  const match = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(text);
  if (match === null) throw new InvalidArgumentError('expected a percentage such as 5%');
  return Number(match[1]) / 100;
}
