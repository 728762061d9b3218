import { Argument } from 'commander';
import { ExitCode } from '../exit-code.ts';
import type { CommandDefinition } from './command.ts';

export const completion: CommandDefinition = {
  name: 'completion',
  group: 'Set up:',
  details: [
    'Prints a script that completes commands, flags, names of the catalogue, and files at the press of the tab key.',
    'For good: bash sources the script in ~/.bashrc, zsh in ~/.zshrc after compinit, fish reads ~/.config/fish/completions/dynosim.fish.',
  ],
  examples: [
    { command: 'eval "$(dynosim completion bash)"', says: 'bash and zsh (with zsh in its place): now, in this shell' },
    { command: 'dynosim completion fish > dynosim.fish', says: 'as a file' },
  ],
  register(program, finished) {
    program
      .command('completion')
      .description('print a completion script for your shell')
      .addArgument(new Argument('<shell>', 'which shell').choices(['bash', 'zsh', 'fish']))
      .action(async (shell: string) => {
        const [{ completions }, { commandTree }] = await Promise.all([
          import('../completion/index.ts'),
          import('../completion/command-tree.ts'),
        ]);
        process.stdout.write(completions[shell]!(commandTree(program)));
        finished(ExitCode.done);
      });
  },
};
