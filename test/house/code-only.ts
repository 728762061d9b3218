const TOKEN = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"|[`{}/]/g;
const TEMPLATE_TEXT = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{)/y;
const PATTERN = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
/** After these a slash divides nothing, so it opens a regular expression. */
const BEFORE_PATTERN = /(?:^|[([{,;:=!&|?+\-*%<>~^]|\b(?:return|typeof|case|in|of))\s*$/;

/**
 * The text with comments, patterns and the insides of strings blanked, character for character: offsets and lines
 * stay, and a doc comment may speak of a process or a Date. What a template computes is code and stays.
 */
export function codeOnly(text: string): string {
  const code = new Blanked(text);
  const braces: ('block' | 'template')[] = [];
  for (let token = code.next(); token !== undefined; token = code.next()) {
    if (token === '{') braces.push('block');
    else if (token === '`' || (token === '}' && braces.pop() === 'template')) {
      if (code.blankTemplateText()) braces.push('template');
    } else if (token === '/') code.blankPattern();
    else if (token !== '}') code.blankToken(token);
  }
  return code.text();
}

class Blanked {
  private readonly source: string;
  private readonly parts: string[] = [];
  private copied = 0;
  private position = 0;

  constructor(source: string) {
    this.source = source;
  }

  next(): string | undefined {
    TOKEN.lastIndex = this.position;
    const match = TOKEN.exec(this.source);
    if (match === null) return undefined;
    this.position = TOKEN.lastIndex;
    return match[0];
  }

  /** Blanks up to the end of the template or to its next `${`; true in the latter case. */
  blankTemplateText(): boolean {
    TEMPLATE_TEXT.lastIndex = this.position;
    const match = TEMPLATE_TEXT.exec(this.source);
    const end = match === null ? this.source.length : TEMPLATE_TEXT.lastIndex;
    const opens = match?.[0].endsWith('{') === true;
    this.blank(this.position, end - (opens ? 2 : 1));
    this.position = end;
    return opens;
  }

  blankPattern(): void {
    const start = this.position - 1;
    PATTERN.lastIndex = start;
    const before = this.text(start).slice(-80);
    if (!BEFORE_PATTERN.test(before) || !PATTERN.test(this.source)) return;
    this.blank(start + 1, PATTERN.lastIndex - 1);
    this.position = PATTERN.lastIndex;
  }

  blankToken(token: string): void {
    const quote = token.startsWith('/') ? 0 : 1;
    this.blank(this.position - token.length + quote, this.position - quote);
  }

  text(end = this.source.length): string {
    return this.parts.join('') + this.source.slice(this.copied, end);
  }

  private blank(start: number, end: number): void {
    this.parts.push(this.source.slice(this.copied, start), this.source.slice(start, end).replace(/[^\n]/g, ' '));
    this.copied = end;
  }
}
