import { pathText } from '@dynosim/models';
import { printable } from '../output/printable.ts';
import type { BadRow } from './csv-file.ts';
import { LIMITS } from './limits.ts';
import type { LocatedProblem } from './located.ts';
import { frame, positionOf, type SourceText } from './source-text.ts';

/** Something to tell the user about the input. */
export type Complaint =
  | { readonly kind: 'located'; readonly problem: LocatedProblem }
  | { readonly kind: 'rows'; readonly file: string; readonly rows: readonly BadRow[]; readonly more: number };

/** All mistakes as one text: those of the scenario by line, then those of arguments, then those of other files. */
export function report(source: SourceText, complaints: readonly Complaint[]): string {
  const sorted = complaints.toSorted((a, b) => rank(a) - rank(b));
  const shown = sorted.slice(0, LIMITS.problems).map((complaint) => told(source, complaint));
  const hidden = sorted.length - shown.length;
  return [...shown, ...(hidden > 0 ? [`and ${hidden} more problems`] : [])].join('\n');
}

function rank(complaint: Complaint): number {
  if (complaint.kind === 'rows') return 2 ** 52;
  const { place } = complaint.problem;
  return 'offset' in place ? place.offset : 2 ** 51;
}

function told(source: SourceText, complaint: Complaint): string {
  return complaint.kind === 'rows' ? rowsTold(complaint) : problemTold(source, complaint.problem);
}

/** Bad rows of a file, a line each. */
export function rowsTold({ file, rows, more }: Extract<Complaint, { kind: 'rows' }>): string {
  const lines = rows.map(({ line, rule }) => `${printable(file)}:${line}: ${printable(rule)}`);
  return [...lines, ...(more > 0 ? [`${printable(file)}: and ${more} more bad rows`] : [])].join('\n');
}

/** `file:line:column path: rule`, then the line itself with a caret, then what to write instead. */
function problemTold(source: SourceText, { place, path, rule, hint }: LocatedProblem): string {
  const what = printable(`${path.length === 0 ? '' : `${pathText(path)}: `}${rule}`);
  const advice = hint === undefined ? [] : [`       hint: ${printable(hint)}`];
  if ('argument' in place) return [`${printable(place.argument)}: ${what}`, ...advice].join('\n');
  const position = positionOf(source.text, place.offset);
  const head = `${printable(source.name)}:${position.line}:${position.column} ${what}`;
  return [head, frame(source.text, position, printable), ...advice].join('\n');
}
