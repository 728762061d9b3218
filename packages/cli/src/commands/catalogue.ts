import type { Command } from 'commander';
import { ExitCode } from '../exit-code.ts';
import type { CommandDefinition } from './command.ts';

interface CatalogueOptions {
  readonly json?: boolean;
}

export const catalogue: CommandDefinition = {
  name: 'catalogue',
  register(program, finished) {
    const command = program
      .command('catalogue')
      .description('what a scenario can name: dyno types and servers, with the source of every figure; and the charts');
    list(command, 'dynos', 'dyno types: memory, cores, speed, price, default workers', async (name, { json }) => {
      const { showDynos } = await import('../show-catalogue.ts');
      showDynos(name, json === true);
      finished(ExitCode.done);
    });
    list(command, 'servers', 'application servers: settings, defaults, sources', async (name, { json }) => {
      const { showServers } = await import('../show-catalogue.ts');
      showServers(name, json === true);
      finished(ExitCode.done);
    });
    list(command, 'charts', 'charts of results, for dynosim chart --name', async (name, { json }) => {
      const { showCharts } = await import('../show-catalogue.ts');
      showCharts(name, json === true);
      finished(ExitCode.done);
    });
  },
};

function list(
  command: Command,
  what: string,
  description: string,
  action: (name: string | undefined, options: CatalogueOptions) => Promise<void>,
): void {
  command
    .command(what)
    .description(description)
    .argument('[name]', 'only this one, with its sources')
    .option('--json', 'one JSON document on standard output and nothing else')
    .action(action);
}
