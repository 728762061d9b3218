import { Argument } from 'commander';
import { ExitCode } from '../exit-code.ts';
import type { CommandDefinition } from './command.ts';

export const schema: CommandDefinition = {
  name: 'schema',
  group: 'Look up:',
  details: [
    'An editor that knows YAML schemas completes and checks a scenario as you type when its first line is',
    '# yaml-language-server: $schema=./dynosim.schema.json',
  ],
  examples: [{ command: 'dynosim schema > dynosim.schema.json', says: 'beside the scenario, for the editor' }],
  register(program, finished) {
    program
      .command('schema')
      .description('print the JSON Schema of a scenario file, for editors and checks')
      .addArgument(new Argument('[of]', 'what the schema describes').choices(['scenario']).default('scenario'))
      .action(async () => {
        const { scenarioJsonSchema } = await import('@dynosim/models');
        process.stdout.write(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
        finished(ExitCode.done);
      });
  },
};
