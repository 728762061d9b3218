/** The text of a scenario and what it is called in messages. */
export interface SourceText {
  readonly name: string;
  readonly text: string;
  /** Where relative file names in it start from. */
  readonly folder: string;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

const FRAME_WIDTH = 72;

/** Line and column of an offset, both from 1. */
export function positionOf(text: string, offset: number): Position {
  const at = Math.min(Math.max(offset, 0), text.length);
  const before = text.slice(0, at);
  const start = before.lastIndexOf('\n') + 1;
  let line = 1;
  for (let i = before.indexOf('\n'); i !== -1; i = before.indexOf('\n', i + 1)) line += 1;
  return { line, column: at - start + 1 };
}

/** The line around an offset and a caret under it; of a very long line the part that matters. */
export function frame(text: string, { line, column }: Position, show: (text: string) => string): string {
  const whole = text.split('\n', line)[line - 1]!.replace(/\r$/, '');
  const from = column > FRAME_WIDTH ? column - 1 - FRAME_WIDTH / 2 : 0;
  const shown = show(whole.slice(from, from + FRAME_WIDTH));
  const gutter = String(line).padStart(4);
  return `${gutter} | ${shown}\n${' '.repeat(gutter.length)} | ${' '.repeat(column - 1 - from)}^`;
}
