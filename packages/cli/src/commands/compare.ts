import type { CompareOptions } from '../compare-scenarios.ts';
import { type CommandDefinition, collected, simulationOptions } from './command.ts';

export const compare: CommandDefinition = {
  name: 'compare',
  register(program, finished) {
    const command = program
      .command('compare')
      .description('is B better than A, and by how much? Both meet the same requests; every difference with its range')
      .argument('<a>', 'a scenario, as for run')
      .argument('[b]', 'another one; without it, A as --b changes it');
    simulationOptions(command)
      .option('--b <path=value>', 'change a value of B only, such as web.count=6; repeatable', collected)
      .option('--out <folder>', 'append the result as one line to results.ndjson in this folder')
      .action(async (a: string, b: string | undefined, options: CompareOptions) => {
        const { compareScenarios } = await import('../compare-scenarios.ts');
        finished(await compareScenarios(a, b, options));
      });
  },
};
