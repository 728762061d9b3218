import { parseDocument, type YAMLError } from 'yaml';
import { LIMITS } from './limits.ts';
import type { LocatedProblem, Place } from './located.ts';
import { type PlainDocument, plainDocument } from './plain-document.ts';

/** A YAML text as plain values with their places; undefined where its syntax is broken or it is a bomb. */
export interface YamlText {
  readonly document: PlainDocument | undefined;
  readonly problems: readonly LocatedProblem[];
}

/** YAML forbids them, its reader lets them pass. */
const CONTROL_CHARACTER = /(?![\t\n\r\u0085])\p{Cc}/u;

/** The reader's own search for keys given twice takes time with the square of their number: it is done here, later. */
const OPTIONS = { prettyErrors: false, logLevel: 'error', uniqueKeys: false } as const;
/** A broken text may be broken at every character. */
const MOST_ERRORS = 1000;

/** Reads YAML, and with it JSON. `placeAt` says what an offset of the text means to the user. */
export function readYaml(text: string, placeAt: (offset: number) => Place): YamlText {
  const control = CONTROL_CHARACTER.exec(text);
  if (control) {
    const code = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return broken({ place: placeAt(control.index), path: [], rule: `the control character U+${code} is not allowed` });
  }
  try {
    const parsed = parseDocument(text, OPTIONS);
    const complaints = [...parsed.errors, ...parsed.warnings];
    if (complaints.length > 0) return { document: undefined, problems: syntaxProblems(text, complaints, placeAt) };
    const document = plainDocument(parsed, placeAt);
    const isBomb = document.problems.some((problem) => problem.rule.startsWith('the document has more than'));
    return { document: isBomb ? undefined : document, problems: document.problems };
  } catch (error) {
    // The YAML reader is recursive, so that only a text without end of brackets can exhaust the stack.
    if (!(error instanceof RangeError)) throw error;
    return broken({ place: placeAt(0), path: [], ...TOO_DEEP });
  }
}

/** The first mistake of each line: what follows on it is mostly its consequence. */
function syntaxProblems(
  text: string,
  errors: readonly YAMLError[],
  placeAt: (offset: number) => Place,
): LocatedProblem[] {
  const lines = new Set<number>();
  const sorted = errors.slice(0, MOST_ERRORS).sort((a, b) => a.pos[0] - b.pos[0]);
  return sorted.flatMap((error) => {
    const line = text.lastIndexOf('\n', error.pos[0] - 1);
    if (lines.has(line)) return [];
    lines.add(line);
    return [{ place: placeAt(error.pos[0]), path: [], ...said(error) }];
  });
}

function broken(...problems: LocatedProblem[]): YamlText {
  return { document: undefined, problems };
}

type Said = Pick<LocatedProblem, 'rule' | 'hint'>;

const TOO_DEEP: Said = { rule: `the document has more than ${LIMITS.depth} levels` };

/** The mistakes that people make most, in words that say what to do. */
const WORDS: Readonly<Record<string, Said>> = {
  TAB_AS_INDENT: { rule: 'a tab, where YAML wants spaces', hint: 'indent with spaces' },
  RESOURCE_EXHAUSTION: TOO_DEEP,
  MULTIPLE_DOCS: { rule: 'a second document begins here', hint: 'one scenario a file' },
  BLOCK_AS_IMPLICIT_KEY: {
    rule: 'a second "key: value" on one line',
    hint: 'begin a new line, write {key: value}, or put a text with a colon in quotes',
  },
  MULTILINE_IMPLICIT_KEY: {
    rule: 'a key without its ":", or no comma before the next one',
    hint: 'write key: value; inside { } a comma separates one from the next',
  },
  BAD_SCALAR_START: { rule: 'a text cannot begin with this character', hint: 'put the text in quotes' },
};

/** Mistakes that share a code with others, by what the reader says of them. Mostly of JSON: a comma is easily misplaced. */
const FLAWS: readonly { readonly message: RegExp; readonly said: Said }[] = [
  {
    message: /^Unexpected , in flow/i,
    said: { rule: 'a comma too many', hint: 'one comma between two entries, none before the first' },
  },
  {
    message: /^Unexpected (.* at node end|flow-\w+-end token)/i,
    said: {
      rule: 'the value before this point has ended already',
      hint: 'is there a comma or a bracket too many, or one missing?',
    },
  },
];

function said(error: YAMLError): Said {
  const known = WORDS[error.code];
  if (known) return known;
  const flaw = FLAWS.find(({ message }) => message.test(error.message));
  if (flaw) return flaw.said;
  const rule = error.message.replace(
    /^Flow (sequence|map) (?:in block collection )?must.* end with a (.)$/,
    (_, kind: string, end: string) => {
      return `a ${kind === 'map' ? '{' : '['} before this point has no ${end}, or what is inside is not indented`;
    },
  );
  return { rule: rule.charAt(0).toLowerCase() + rule.slice(1) };
}
