import type { Command } from 'commander';
import { ExitCode } from '../exit-code.ts';
import type { CommandDefinition } from './command.ts';

interface CatalogueOptions {
  readonly json?: boolean;
}

export const catalogue: CommandDefinition = {
  name: 'catalogue',
  group: 'Look up:',
  details: ['Names may be written in any case. Prices are list prices in USD a month.'],
  examples: [
    { command: 'dynosim catalogue dynos', says: 'every dyno type: memory, cores, speed, price' },
    { command: 'dynosim catalogue dynos standard-2x', says: 'one type: sources, and what is uncertain' },
    { command: 'dynosim catalogue servers gunicorn', says: 'the settings of a server, defaults and sources' },
    { command: 'dynosim catalogue dynos --json > dynos.json', says: 'for a program' },
  ],
  register(program, finished) {
    const command = program
      .command('catalogue')
      .description('what a scenario can name: dyno types and servers, with the source of every figure; and the charts');
    list(
      command,
      'dynos',
      '[dyno]',
      'dyno types: memory, cores, speed, price, default workers',
      async (name, { json }) => {
        const { showDynos } = await import('../show-catalogue.ts');
        showDynos(name, json === true);
        finished(ExitCode.done);
      },
    );
    list(command, 'servers', '[server]', 'application servers: settings, defaults, sources', async (name, { json }) => {
      const { showServers } = await import('../show-catalogue.ts');
      showServers(name, json === true);
      finished(ExitCode.done);
    });
    list(command, 'charts', '[chart]', 'charts of results, for dynosim chart --name', async (name, { json }) => {
      const { showCharts } = await import('../show-catalogue.ts');
      showCharts(name, json === true);
      finished(ExitCode.done);
    });
  },
};

function list(
  command: Command,
  what: string,
  argument: string,
  description: string,
  action: (name: string | undefined, options: CatalogueOptions) => Promise<void>,
): void {
  command
    .command(what)
    .description(description)
    .argument(argument, 'only this one, with its sources')
    .option('--json', 'one JSON document on standard output and nothing else')
    .action(action);
}
