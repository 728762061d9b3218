#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { BadInput } from './bad-input.ts';
import { commands } from './commands/index.ts';
import { ExitCode } from './exit-code.ts';

/** Beside the folder of this file both in the sources and in the package. */
const PACKAGE = new URL('../package.json', import.meta.url);

function createProgram(): Command {
  const { version, description } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as {
    version: string;
    description: string;
  };
  const program = new Command('dynosim')
    .description(description)
    .version(version)
    .exitOverride()
    .showHelpAfterError('(add --help for what there is)');
  for (const command of commands) command.register(program, (code) => (process.exitCode = code));
  return program;
}

/** Every way in which the program can end without a result, as an exit code. */
function failed(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.done : ExitCode.badInput;
  if (error instanceof BadInput) {
    process.stderr.write(`${error.message}\n`);
    return ExitCode.badInput;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`dynosim has an internal error, no result: ${message}\n`);
  process.stderr.write(process.env['DYNOSIM_DEBUG'] ? `${stack}\n` : 'DYNOSIM_DEBUG=1 shows where.\n');
  return ExitCode.internal;
}

// A reader that has seen enough, such as head, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? ExitCode.done : ExitCode.internal),
);

try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode = failed(error);
}
