import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { commandGroups, type Finished } from './commands/command.ts';
import { commands } from './commands/index.ts';
import { addManual, helpWidth } from './manual.ts';

/** Beside the folder of this file both in the sources and in the package. */
const PACKAGE = new URL('../package.json', import.meta.url);

const FIRST_STEPS = `
First steps:
  dynosim init              # asks a few questions, writes scenario.yaml
  dynosim run scenario.yaml # answers: will it hold?
  dynosim help run          # all about one command`;

/** The whole command line: the one table that parsing, help and completions share. */
export function createProgram(finished: Finished): Command {
  const { version, description } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as {
    version: string;
    description: string;
  };
  const program = new Command('dynosim')
    .description(description)
    .version(version, '-V, --version', 'the version number')
    .exitOverride()
    .configureHelp({ helpWidth: helpWidth(process.stdout.columns), minWidthToWrap: 20 })
    .commandsGroup(commandGroups.at(-1)!)
    .helpCommand('help [command]', 'all about one command')
    .showHelpAfterError('(add --help for what there is)')
    .helpOption('-h, --help', 'this help')
    .addHelpText('after', FIRST_STEPS);
  for (const group of commandGroups) {
    for (const definition of commands) {
      if ((definition.group ?? commandGroups[0]) !== group) continue;
      definition.register(program, finished);
      addManual(program.commands.at(-1)!, definition, group);
    }
  }
  return program;
}
