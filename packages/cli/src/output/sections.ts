/** Blocks of lines with an empty line between them; a block without lines is left out. */
export function sectionsText(sections: readonly (readonly string[])[]): string {
  const blocks = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${blocks.join('\n\n')}\n`;
}
