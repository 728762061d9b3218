import type { Path } from '@dynosim/models';

/** Where a value was written: at an offset of the scenario file, or in an argument of the command line. */
export type Place = { readonly offset: number } | { readonly argument: string };

/** A value's place and the places of what is inside it. */
export interface Located {
  readonly value: Place;
  /** Of the key before it; undefined for list entries and the whole document. */
  readonly key: Place | undefined;
  readonly children: Map<string | number, Located>;
}

/** A mistake and the place where the reader has to look. */
export interface LocatedProblem {
  readonly place: Place;
  readonly path: Path;
  readonly rule: string;
  readonly hint?: string;
}

/** Where to point for a path: at the value, at its key, or for something missing at the key of what lacks it. */
export function placeOf(root: Located, path: Path, atKey: boolean): Place {
  let node = root;
  for (const part of path) {
    const child = node.children.get(part);
    if (child === undefined) return node.key ?? node.value;
    node = child;
  }
  return atKey ? (node.key ?? node.value) : node.value;
}
