import { InvalidArgumentError } from 'commander';
import type { PlanOptions } from '../make-plan.ts';
import { addSearchOptions } from '../search-options.ts';
import type { CommandDefinition } from './command.ts';

export const plan: CommandDefinition = {
  name: 'plan',
  register(program, finished) {
    const command = program
      .command('plan')
      .description('the cheapest dyno type, number of dynos and workers that holds the objectives (slo)');
    addSearchOptions(command)
      .option('--dynos <names>', 'only these dyno types, such as standard-1x,standard-2x', names)
      .option('--max-cost <usd>', 'no formation that costs more a month', usd)
      .option('--spare <number>', 'the objectives hold with so many dynos lost (default: 0)', spare)
      .option('--worker-memory <size>', 'memory of one worker, such as 300MB: decides how many fit into a dyno')
      .option('--check', 'exit code 3 if no formation holds')
      .action(async (scenario: string, options: PlanOptions) => {
        const { makePlan } = await import('../make-plan.ts');
        finished(await makePlan(scenario, options));
      });
  },
};

function names(text: string): string[] {
  const list = text.split(',').map((name) => name.trim());
  if (list.includes('')) throw new InvalidArgumentError('expected names such as standard-1x,standard-2x');
  return list;
}

function usd(text: string): number {
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text.trim()) || value <= 0)
    throw new InvalidArgumentError('expected an amount of US dollars such as 500');
  return value;
}

function spare(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 100) throw new InvalidArgumentError('expected a whole number of dynos, such as 1');
  return value;
}
