import { codeOnly } from './code-only.ts';
import { lineOf, type SourceFile } from './source-file.ts';

export interface FunctionSpan {
  /** The line that opens the body. */
  readonly line: number;
  readonly lines: number;
}

interface Brace {
  readonly at: number;
  readonly headerStart: number;
  readonly kind: 'function' | 'block' | 'literal';
}

const CONTROL = /^\s*(?:\}?\s*else\s+)?(?:if|for|while|switch|catch|with)\b/;
const HEADER = /(?:=>|\)\s*(?::[\s\S]*)?)\s*$/;
/** A brace after one of these opens an object or a type, which may be a part of a function's header. */
const BEFORE_LITERAL = /(?:[:<|&,([=?]|\breturn)\s*$/;

/** Function bodies by their braces: not a parser, but it sees every function and method that has a block. */
export function functionSpans(file: SourceFile): FunctionSpan[] {
  const code = codeOnly(file.text);
  const spans: FunctionSpan[] = [];
  const open: Brace[] = [];
  let headerStart = 0;
  for (const { 0: token, index: at } of code.matchAll(/[{};]/g)) {
    if (token === '{') {
      open.push({ at, headerStart, kind: kindOf(code.slice(headerStart, at)) });
    } else if (token === '}') {
      const brace = open.pop();
      if (brace?.kind === 'function') spans.push(spanOf(code, brace.at, at));
      if (brace?.kind === 'literal') {
        headerStart = brace.headerStart;
        continue;
      }
    }
    headerStart = at + 1;
  }
  return spans;
}

function kindOf(header: string): Brace['kind'] {
  if (BEFORE_LITERAL.test(header)) return 'literal';
  return HEADER.test(header) && !CONTROL.test(header) ? 'function' : 'block';
}

function spanOf(code: string, start: number, end: number): FunctionSpan {
  const line = lineOf(code, start);
  return { line, lines: lineOf(code, end) - line + 1 };
}
