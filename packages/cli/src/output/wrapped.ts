import type { WriteStream } from 'node:tty';

const [NARROWEST, USUAL, WIDEST] = [60, 80, 100];

/** Columns for text: those of a terminal, within what can be read well; elsewhere 80, so that the bytes do not vary. */
export function textWidth({ isTTY, columns }: Partial<Pick<WriteStream, 'isTTY' | 'columns'>>): number {
  if (isTTY !== true || !columns) return USUAL;
  return Math.min(WIDEST, Math.max(NARROWEST, columns));
}

/** Of the text output. */
export const WIDTH = textWidth(process.stdout);

/** A sentence in lines of at most so many columns. */
export function wrapped(text: string, first: string, next: string, width = WIDTH): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = next;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}
