import type { WriteStream } from 'node:tty';
import { styleText } from 'node:util';

/** Whether a stream wants colours: a terminal does unless NO_COLOR is set, anything else only if FORCE_COLOR is. */
export function wantsColour(stream: Pick<WriteStream, 'isTTY'>, env: NodeJS.ProcessEnv = process.env): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: terminal } = env;
  if (force) return force !== '0';
  return !no && stream.isTTY === true && terminal !== 'dumb';
}

/** The word that answers, so that it is seen first. */
export function bold(text: string, colour: 'green' | 'red' | 'yellow', isColoured: boolean): string {
  return isColoured ? styleText(['bold', colour], text, { validateStream: false }) : text;
}
