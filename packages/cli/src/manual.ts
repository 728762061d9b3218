import type { Command } from 'commander';
import type { CommandDefinition, CommandExample } from './commands/command.ts';
import { ExitCode, exitCodeMeanings } from './exit-code.ts';
import { WIDTH, wrapped } from './output/wrapped.ts';

const USUAL: readonly ExitCode[] = [ExitCode.done, ExitCode.internal, ExitCode.badInput];

/** Columns of a help text: those of the terminal, as far as a line is easily read. */
export function helpWidth(columns: number | undefined): number {
  return Math.max(40, Math.min(columns ?? WIDTH, WIDTH));
}

/** Makes the help of a command, and of those below it, a page that answers what a manual would. */
export function addManual(command: Command, definition: CommandDefinition, group: string): void {
  const { details = [] } = definition;
  const summary = command.description();
  command
    .helpGroup(group)
    .summary(summary)
    .description([summary, ...details].join('\n\n'));
  addPages(command, definition, [command.name()]);
}

function addPages(command: Command, definition: CommandDefinition, path: readonly string[]): void {
  command.helpOption('-h, --help', 'this help');
  const sections = (): string[] => {
    const width = helpWidth(process.stdout.columns);
    return [...exampleLines(definition, path, width), ...exitCodeLines(definition, width)];
  };
  command.addHelpText('after', () => sections().join('\n'));
  for (const below of command.commands) addPages(below, definition, [...path, below.name()]);
}

/** Those of this very command: the examples of `catalogue dynos` are no examples of `catalogue servers`. */
function exampleLines({ examples = [] }: CommandDefinition, path: readonly string[], width: number): string[] {
  const prefix = ['dynosim', ...path].join(' ');
  const own = examples.filter(({ command }) => `${command} `.includes(`${prefix} `));
  const shown = ({ command, says }: CommandExample): string[] => [
    ...wrapped(says, '  # ', '  # ', width),
    `  ${command}`,
  ];
  return own.length === 0 ? [] : ['', 'Examples:', ...own.flatMap(shown)];
}

function exitCodeLines({ exitCodes = USUAL }: CommandDefinition, width: number): string[] {
  const line = (code: ExitCode): string[] =>
    wrapped(exitCodeMeanings[code], `  ${String(code).padEnd(5)}`, ' '.repeat(7), width);
  return ['', 'Exit codes:', ...exitCodes.flatMap(line)];
}
