import type { Command } from 'commander';
import type { RunOptions } from '../run-scenario.ts';
import { type CommandDefinition, simulationOptions } from './command.ts';

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
  return simulationOptions(command)
    .option('--out <folder>', 'append the result as one line to results.ndjson in this folder')
    .option('--check', 'exit code 3 if an objective (slo) is missed')
    .option('--strict', 'with --check: exit code 3 also if an objective is too close to call');
}
