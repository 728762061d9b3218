import { ExitCode } from '../exit-code.ts';
import type { CommandDefinition } from './command.ts';

interface CatalogueOptions {
  readonly json?: boolean;
}

const LISTS = [
  ['dynos', '[dyno]', 'dyno types: memory, cores, speed, price, default workers'],
  ['servers', '[server]', 'application servers: settings, defaults, sources'],
  ['postgres', '[plan]', 'Heroku Postgres plans: connections'],
  ['clients', '[client]', 'database libraries: how they handle connections, if nobody sets them up'],
  ['charts', '[chart]', 'charts of results, for dynosim chart --name'],
] as const;

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
      .description(
        'what a scenario can name: dyno types, servers, databases, with the source of every figure; and charts',
      );
    for (const [what, argument, description] of LISTS) {
      command
        .command(what)
        .description(description)
        .argument(argument, 'only this one, with its sources')
        .option('--json', 'one JSON document on standard output and nothing else')
        .action(async (name: string | undefined, { json }: CatalogueOptions) => {
          const { shows } = await import('../show-catalogue.ts');
          shows[what](name, json === true);
          finished(ExitCode.done);
        });
    }
  },
};
