import { type Path, pathText } from '@dynosim/models';
import { BadInput } from '../bad-input.ts';
import { printable } from '../output/printable.ts';
import type { Located, LocatedProblem, Place } from './located.ts';
import type { PlainDocument } from './plain-document.ts';
import { readYaml } from './yaml-text.ts';

/** A value from the command line that takes the place of the one in the scenario file. */
export interface Override {
  /** As the user wrote it: what messages name. */
  readonly argument: string;
  readonly path: Path;
  /** YAML; nothing or null takes the value away. */
  readonly value: string;
}

const PATH = /^[A-Za-z][\w-]*(\[\d{1,6}\])*(\.[A-Za-z][\w-]*(\[\d{1,6}\])*)*$/;
const PART = /([\w-]+)|\[(\d+)\]/g;

/** Reads `web.count=6`, the argument of an option. */
export function parseOverride(text: string, option = '--set'): Override {
  const equals = text.indexOf('=');
  const path = equals === -1 ? undefined : parsePath(text.slice(0, equals));
  if (path === undefined) {
    throw new BadInput(
      `${option} ${printable(text)}: expected a path and a value, such as web.count=6 or requests[0].weight=2`,
    );
  }
  return { argument: `${option} ${text}`, path, value: text.slice(equals + 1) };
}

/** Reads `requests[0].weight`; undefined if it is no path. */
export function parsePath(text: string): Path | undefined {
  const target = text.trim();
  if (!PATH.test(target)) return undefined;
  return [...target.matchAll(PART)].map(([, name, index]) => name ?? Number(index));
}

/** Options that many commands have as short forms of --set. */
export interface ShortOverrides {
  readonly set?: readonly string[];
  readonly seed?: string;
  readonly replications?: string;
  readonly precision?: string;
}

export function overridesOf({ set = [], seed, replications, precision }: ShortOverrides): Override[] {
  const short = (name: string, value: string | undefined): Override[] =>
    value === undefined ? [] : [{ argument: `--${name} ${value}`, path: ['run', name], value }];
  const seedText = seed === undefined ? undefined : JSON.stringify(seed);
  return [
    ...set.map((text) => parseOverride(text)),
    ...short('seed', seedText),
    ...short('replications', replications),
    ...short('precision', precision),
  ];
}

/** Puts the values of the command line into the document, in their order; says which of them have no place there. */
export function applyOverrides({ plain, located }: PlainDocument, overrides: readonly Override[]): LocatedProblem[] {
  return overrides.flatMap((override) => {
    const place: Place = { argument: override.argument };
    const { document, problems } = readYaml(override.value, () => place);
    if (document === undefined || problems.length > 0)
      return problems.map((problem) => ({ ...problem, path: override.path }));
    const rule = put({ plain, located }, override.path, {
      plain: document.plain,
      located: { ...document.located, key: place },
    });
    return rule === undefined ? [] : [{ place, path: override.path, rule }];
  });
}

type Spot = { readonly plain: unknown; readonly located: Located };

/** Walks down to the path, making the maps that are missing; the rule that is broken, if the way leads nowhere. */
function put(root: Spot, path: Path, value: Spot): string | undefined {
  let at = root;
  for (const [i, part] of path.entries()) {
    const wrong = whyNoPart(at.plain, part, path.slice(0, i));
    if (wrong !== undefined) return wrong;
    const fields = at.plain as Record<string | number, unknown>;
    if (i === path.length - 1) {
      replace(fields, at.located, part, value);
    } else {
      if (fields[part] === undefined || fields[part] === null)
        replace(fields, at.located, part, { plain: {}, located: emptyAt(value) });
      at = { plain: fields[part], located: at.located.children.get(part)! };
    }
  }
  return undefined;
}

function emptyAt({ located }: Spot): Located {
  return { value: located.value, key: located.value, children: new Map() };
}

function replace(fields: Record<string | number, unknown>, located: Located, part: string | number, value: Spot): void {
  if (value.plain === null && typeof part === 'string') {
    delete fields[part];
    located.children.delete(part);
    return;
  }
  fields[part] = value.plain;
  located.children.set(part, value.located);
}

function whyNoPart(container: unknown, part: string | number, path: Path): string | undefined {
  const name = path.length === 0 ? 'the scenario' : pathText(path);
  if (typeof part === 'string') {
    if (['__proto__', 'constructor', 'prototype'].includes(part)) return `the key "${part}" is not allowed`;
    return typeof container === 'object' && container !== null && !Array.isArray(container)
      ? undefined
      : `${name} has no keys`;
  }
  if (!Array.isArray(container)) return `${name} is not a list`;
  if (part <= container.length) return undefined;
  return `${name} has ${container.length} entr${container.length === 1 ? 'y' : 'ies'}, the next is [${container.length}]`;
}
