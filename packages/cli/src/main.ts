#!/usr/bin/env node
import { CommanderError } from 'commander';
import { BadInput } from './bad-input.ts';
import { ExitCode } from './exit-code.ts';
import { complaintAboutNode } from './node-version.ts';
import { createProgram } from './program.ts';

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

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    // A reader that has seen enough, such as head, is no error.
    if (code === 'EPIPE') process.exit(ExitCode.done);
    if (stream === process.stdout) process.stderr.write(`dynosim cannot write its output: ${message}\n`);
    process.exit(ExitCode.internal);
  });
}

try {
  const complaint = complaintAboutNode(process.versions.node);
  if (complaint !== undefined) throw new BadInput(complaint);
  await createProgram((code) => (process.exitCode = code)).parseAsync();
} catch (error) {
  process.exitCode = failed(error);
}
