import { type Path, pathText } from '@dynosim/models';
import { printable } from '../output/printable.ts';
import { LIMITS } from './limits.ts';
import { type Override, parsePath } from './override.ts';
import { readYaml } from './yaml-text.ts';

/** One path of a scenario and the values that it takes in a sweep. */
export interface Variation {
  readonly path: Path;
  readonly values: readonly Variant[];
}

/** A value as the user wrote it, what it is, and the override that puts it there. */
export interface Variant {
  readonly value: unknown;
  readonly override: Override;
}

/** A variation, or what is wrong with it. */
export type ParsedVariation = Variation | { readonly problem: string };

/** Reads `web.count=1,2,4..8:2`, the argument of --vary. */
export function parseVariation(argument: string): ParsedVariation {
  const equals = argument.indexOf('=');
  const path = equals === -1 ? undefined : parsePath(argument.slice(0, equals));
  const wrong = (rule: string): ParsedVariation => ({ problem: `--vary ${printable(argument)}: ${rule}` });
  if (path === undefined)
    return wrong('expected a path and values, such as web.count=1,2,4 or traffic.rate=40/s..80/s:10/s');
  const texts: string[] = [];
  for (const piece of pieces(argument.slice(equals + 1))) {
    const found = piece === '' ? NOTHING : isRange(piece) ? rangeOf(piece) : [piece];
    if (typeof found === 'string') return wrong(found);
    for (const text of found) texts.push(text);
  }
  const twin = texts.find((text, i) => texts.indexOf(text) < i);
  if (twin !== undefined) return wrong(`${printable(twin)} is given twice`);
  if (texts.length > LIMITS.cells) return wrong(`more than ${LIMITS.cells} values`);
  return { path, values: texts.map((text) => variantOf(path, text)) };
}

const NOTHING = 'a value is missing; separate values by commas, and write null to take the value away';

function variantOf(path: Path, text: string): Variant {
  const argument = `--vary ${pathText(path)}=${text}`;
  const { document } = readYaml(text, () => ({ argument }));
  return { value: document === undefined ? text : document.plain, override: { argument, path, value: text } };
}

/** Splits at commas that stand outside brackets and quotes. */
function pieces(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let quote = '';
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if ('[{'.includes(character)) depth += 1;
    else if (']}'.includes(character)) depth -= 1;
    else if (character === ',' && depth === 0) {
      found.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  return [...found, text.slice(start).trim()];
}

const NUMBER = String.raw`(-?\d+(?:\.\d+)?)([^\d.:\s][^.:\s]*)?`;
const RANGE = new RegExp(`^${NUMBER}\\.\\.${NUMBER}(?::${NUMBER})?$`);

/** A name of a file may begin with dots, a range begins with a number. */
function isRange(piece: string): boolean {
  return /^-?\d.*\.\./.test(piece);
}

/** The values of `lo..hi:step`, hi included where the steps meet it; a sentence where it makes none. */
function rangeOf(piece: string): string[] | string {
  const match = RANGE.exec(piece);
  if (match === null) return `expected a range such as 1..6, 40/s..80/s:10/s or 0.5..0.9:0.1, got ${printable(piece)}`;
  const [, low, lowUnit, high, highUnit, step = '1', stepUnit] = match as unknown as string[];
  const units = new Set([lowUnit, highUnit, stepUnit].filter((unit) => unit !== undefined));
  if (units.size > 1) return `${printable(piece)}: give both ends and the step in the same unit`;
  const [from, to, by] = [Number(low), Number(high), Number(step)];
  if (from > to) return `${printable(piece)} is empty: ${low} is more than ${high}`;
  if (!(by > 0)) return `${printable(piece)}: the step must be more than 0`;
  const digits = Math.max(...[low!, high!, step].map((text) => text.split('.')[1]?.length ?? 0));
  const count = Math.floor((to - from) / by + 1e-9) + 1;
  if (count > LIMITS.cells) return `${printable(piece)} has more than ${LIMITS.cells} values`;
  const unit = [...units].join('');
  return Array.from({ length: count }, (_, i) => `${Number((from + i * by).toFixed(digits))}${unit}`);
}
