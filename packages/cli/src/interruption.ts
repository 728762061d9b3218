import { ExitCode } from './exit-code.ts';

/** Aborted by the first Ctrl-C, so that what is done can be told; the second ends the program at once. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  process.on('SIGINT', () => {
    if (controller.signal.aborted) process.exit(ExitCode.interrupted);
    controller.abort();
  });
  return controller.signal;
}
