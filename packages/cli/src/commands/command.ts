import type { Command } from 'commander';
import type { ExitCode } from '../exit-code.ts';

/** What a command reports: the exit code of the program. */
export type Finished = (code: ExitCode) => void;

/** A command of the program. It names its arguments at once and loads what it needs only when it runs. */
export interface CommandDefinition {
  readonly name: string;
  readonly register: (program: Command, finished: Finished) => void;
}
