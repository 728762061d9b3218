import { InvalidArgumentError } from 'commander';
import type { CapacityOptions } from '../find-capacity.ts';
import { addSearchOptions, share } from '../search-options.ts';
import type { CommandDefinition } from './command.ts';

export const capacity: CommandDefinition = {
  name: 'capacity',
  register(program, finished) {
    const command = program
      .command('capacity')
      .description('the largest load that holds the objectives (slo), and the headroom against today');
    addSearchOptions(command)
      .option('--precision <share>', 'how well to know the limit (default: 2%)', precision)
      .option('--headroom <share>', 'with --check: so much more than today has to hold, such as 30%', share)
      .option('--check', "exit code 3 if today's load, with the headroom, is beyond the limit")
      .option('--strict', 'with --check: exit code 3 also if that is too close to call')
      .action(async (scenario: string, options: CapacityOptions) => {
        const { findCapacity } = await import('../find-capacity.ts');
        finished(await findCapacity(scenario, options));
      });
  },
};

function precision(text: string): number {
  const value = share(text);
  if (value < 0.002 || value > 0.2) throw new InvalidArgumentError('expected a percentage from 0.2% to 20%');
  return value;
}
