/** Of the text output: what every terminal has. */
export const WIDTH = 80;

/** A sentence in lines of at most 80 columns, or of another width. */
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
