import { readdirSync, readFileSync } from 'node:fs';
import { Argument } from 'commander';
import { ExitCode } from '../exit-code.ts';
import { shipped } from '../shipped.ts';
import type { CommandDefinition } from './command.ts';

const pages = readdirSync(shipped('docs/')).flatMap((file) =>
  file.endsWith('.md') ? [file.slice(0, -'.md'.length)] : [],
);

export const docs: CommandDefinition = {
  name: 'docs',
  group: 'Look up:',
  details: ['The pages are Markdown, as they are in the folder docs.'],
  examples: [{ command: 'dynosim docs | head -n 40', says: 'the beginning of all that a scenario can say' }],
  register(program, finished) {
    program
      .command('docs')
      .description('print a page of the documentation: everything that a scenario can say, the words, the methods')
      .addArgument(new Argument('[page]', 'which page').choices(pages).default('scenario'))
      .action((page: string) => {
        process.stdout.write(readFileSync(shipped(`docs/${page}.md`)));
        finished(ExitCode.done);
      });
  },
};
