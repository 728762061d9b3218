import { type Command, Option } from 'commander';
import { ExitCode } from '../exit-code.ts';
import { proposals } from '../init/answers.ts';
import { exampleNames } from '../init/example-files.ts';
import type { InitOptions } from '../init-scenario.ts';
import type { CommandDefinition } from './command.ts';

export const init: CommandDefinition = {
  name: 'init',
  group: 'Set up:',
  details: [
    'Asks a few questions about the app and writes a commented scenario that run accepts as it is. A flag answers its question, and --yes takes the proposal for all that no flag answers. What the web line of a Procfile in this folder says for certain (server, workers, other settings) is proposed.',
  ],
  examples: [
    { command: 'dynosim init --yes', says: 'scenario.yaml without any question' },
    {
      command: 'dynosim init --yes --dyno performance-m --rate 200/s busy.yaml',
      says: 'another dyno, more visitors, another file',
    },
    { command: 'dynosim init - --yes | dynosim run -', says: 'at once' },
    { command: 'dynosim init --example twenty-users', says: 'a story with its scenario, to play with' },
  ],
  exitCodes: [ExitCode.done, ExitCode.internal, ExitCode.badInput, ExitCode.interrupted],
  register(program, finished) {
    const command = program
      .command('init')
      .description('write a scenario: asks a few questions, or takes flags')
      .argument('[file]', 'where to write it; - is standard output (default: scenario.yaml)');
    addOptions(command).action(async (file: string | undefined, options: InitOptions) => {
      const { initScenario } = await import('../init-scenario.ts');
      finished(await initScenario(file, options));
    });
  },
};

function addOptions(command: Command): Command {
  return command
    .option('--dyno <dyno>', proposed('dyno type', 'dyno'))
    .option('--count <number>', proposed('how many of them', 'count'))
    .option('--server <server>', proposed('application server', 'server'))
    .option('--buildpack <buildpack>', "sets the number of workers (proposal: that of the server's language)")
    .option('--workers <number>', proposed('workers on each dyno, or default', 'workers'))
    .option('--rate <rate>', proposed('requests at the busiest time', 'rate'))
    .option('--response <time>', proposed('mean response time where nobody queues', 'response'))
    .option('--cpu <share>', proposed('how much of it is computing', 'cpu'))
    .option('--slo <rules>', proposed('what must hold, with commas', 'slo'))
    .option('-y, --yes', 'ask nothing')
    .option('--force', 'write over a file that exists')
    .addOption(new Option('--example <name>', 'copy an example instead').choices(exampleNames()));
}

function proposed(what: string, name: keyof typeof proposals): string {
  return `${what} (proposal: ${proposals[name]})`;
}
