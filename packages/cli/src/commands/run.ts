import { type Command, InvalidArgumentError } from 'commander';
import type { RunOptions } from '../run-scenario.ts';
import type { CommandDefinition } from './command.ts';

export const run: CommandDefinition = {
  name: 'run',
  register(program, finished) {
    const command = program
      .command('run')
      .description('simulate one scenario: response times, errors, headroom, and whether its objectives hold')
      .argument('<scenario>', 'a YAML or JSON file; - reads standard input');
    addOptions(command).action(async (scenario: string, options: RunOptions) => {
      const { runScenario } = await import('../run-scenario.ts');
      finished(await runScenario(scenario, options));
    });
  },
};

function addOptions(command: Command): Command {
  const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];
  return command
    .option('--json', 'one JSON document on standard output and nothing else')
    .option(
      '--set <path=value>',
      'change a value of the scenario, such as web.count=6; nothing after = takes it out; repeatable',
      collect,
    )
    .option('--seed <text>', 'the same seed gives the same result')
    .option('--replications <number>', 'independent repetitions (default: 40, or 20 of a run with an end)')
    .option('--precision <share>', 'stop when p95 and p99 are known to this share, such as 5%')
    .option('--threads <number>', 'threads to use (default: one for each core)', threadCount)
    .option('--out <folder>', 'append the result as one line to results.ndjson in this folder')
    .option('--check', 'exit code 3 if an objective (slo) is missed')
    .option('--strict', 'with --check: exit code 3 also if an objective is too close to call');
}

export function threadCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > 256)
    throw new InvalidArgumentError('expected a whole number from 1 to 256');
  return count;
}
