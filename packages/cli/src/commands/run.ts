import type { Command } from 'commander';
import { ExitCode } from '../exit-code.ts';
import type { RunOptions } from '../run-scenario.ts';
import { type CommandDefinition, simulationOptions } from './command.ts';

export const run: CommandDefinition = {
  name: 'run',
  group: 'Ask:',
  details: [
    'Reads the scenario, says all that is wrong with it at once, and simulates it until the percentiles are known well enough. The answer comes first, then the figures with their 95 % intervals, then what was assumed.',
    'dynosim docs tells all that a scenario can say; dynosim init writes one.',
  ],
  examples: [
    { command: 'dynosim run storefront.yaml', says: 'will it hold?' },
    {
      command: 'dynosim run storefront.yaml --set web.count=3 --set traffic.rate=90/s',
      says: 'and with one dyno more and half as many visitors again?',
    },
    { command: 'dynosim run storefront.yaml --check', says: 'in CI: exit code 3 where an objective is missed' },
    {
      command: 'dynosim run storefront.yaml --json --precision 10% > result.json',
      says: 'quickly, and as one JSON document',
    },
  ],
  exitCodes: [ExitCode.done, ExitCode.internal, ExitCode.badInput, ExitCode.missed, ExitCode.interrupted],
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
    .option('--check', 'exit code 3 if an objective (slo) is missed or the app is saturated')
    .option('--strict', 'with --check: exit code 3 also if an objective is too close to call');
}
