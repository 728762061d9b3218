import type { SweepOptions } from '../sweep-scenario.ts';
import { type CommandDefinition, collected, simulationOptions } from './command.ts';

export const sweep: CommandDefinition = {
  name: 'sweep',
  register(program, finished) {
    const command = program
      .command('sweep')
      .description('simulate a scenario with every combination of some of its values, and put the results in a table')
      .argument('<scenario>', 'as for run')
      .option(
        '--vary <path=values>',
        'what varies: web.count=1,2,4 or traffic.rate=40/s..80/s:10/s (a range and its step); repeatable',
        collected,
      )
      .option('--zip', 'the first values together, then the second ones, instead of every combination');
    simulationOptions(command, 'one JSON document a line for each cell on standard output and nothing else')
      .option('--out <folder>', 'write one result a line to results.ndjson in this folder; the same command goes on')
      .option('--csv <file>', 'write the table as CSV to this file; - writes it to standard output')
      .action(async (scenario: string, options: SweepOptions) => {
        const { sweepScenario } = await import('../sweep-scenario.ts');
        finished(await sweepScenario(scenario, options));
      });
  },
};
