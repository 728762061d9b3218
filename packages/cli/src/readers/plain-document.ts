import type { Path } from '@dynosim/models';
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type ParsedNode,
} from 'yaml';
import { LIMITS } from './limits.ts';
import type { Located, LocatedProblem, Place } from './located.ts';

/** Keys that mean something to JavaScript objects. */
const RESERVED_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype'];
const PLAIN_TAGS: readonly (string | undefined)[] = [undefined, 'tag:yaml.org,2002:map', 'tag:yaml.org,2002:seq'];

/** A document as plain objects, lists and scalars, and where each of them was written. */
export interface PlainDocument {
  readonly plain: unknown;
  readonly located: Located;
  readonly problems: readonly LocatedProblem[];
}

type Converted = { readonly plain: unknown; readonly located: Located };

/** Turns YAML nodes into plain values, without what a scenario has no use for and what could do harm. */
export function plainDocument(document: Document.Parsed, placeAt: (offset: number) => Place): PlainDocument {
  const walk = new Walk(placeAt);
  const { plain, located } = walk.convert(document.contents, [], undefined, placeAt(0));
  return { plain, located, problems: walk.problems };
}

class Walk {
  readonly problems: LocatedProblem[] = [];
  private readonly placeAt: (offset: number) => Place;
  private readonly remembered = new Set<Node>();
  private readonly anchors = new Map<string, Node>();
  /** What each alias stands for: the last anchor of its name above it. */
  private readonly targets = new Map<Alias, Node | undefined>();
  private nodes = 0;

  constructor(placeAt: (offset: number) => Place) {
    this.placeAt = placeAt;
  }

  convert(node: Node | null, path: Path, key: Place | undefined, around: Place): Converted {
    const value = this.place(node, around);
    const located: Located = { value, key, children: new Map() };
    const leaf = (plain: unknown): Converted => ({ plain, located });
    if (node === null) return leaf(null);
    if (++this.nodes > LIMITS.nodes) return leaf(this.refuseOnce(value, `more than ${LIMITS.nodes} values`));
    if (path.length > LIMITS.depth) return leaf(this.refuseOnce(value, `more than ${LIMITS.depth} levels`));
    if (isAlias(node)) {
      const target = this.target(node);
      return target
        ? this.convert(target, path, key, value)
        : leaf(this.refuse(value, path, `nothing is called &${node.source}`));
    }
    this.remember(node);
    if (isScalar(node)) return leaf(this.scalar(node.value, node.source, value, path));
    if (!PLAIN_TAGS.includes(node.tag)) return leaf(this.refuse(value, path, `the tag ${node.tag} is not allowed`));
    if (isSeq(node)) return leaf(this.list(node.items as Node[], path, located));
    return isMap(node)
      ? leaf(this.map(node.items as Pair<ParsedNode, ParsedNode | null>[], path, located))
      : leaf(null);
  }

  /** An anchor counts from where it stands, not from where its value is used again. */
  private remember(node: Node): void {
    if (!('anchor' in node) || !node.anchor || this.remembered.has(node)) return;
    this.remembered.add(node);
    this.anchors.set(node.anchor, node);
  }

  private target(alias: Alias): Node | undefined {
    if (!this.targets.has(alias)) this.targets.set(alias, this.anchors.get(alias.source));
    return this.targets.get(alias);
  }

  private scalar(value: unknown, source: string | undefined, place: Place, path: Path): unknown {
    if (typeof value === 'number' && !Number.isFinite(value))
      return this.refuse(place, path, `${source} is not a finite number`);
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value;
    return this.refuse(place, path, 'expected a text, a number or true or false');
  }

  private list(items: readonly Node[], path: Path, { value, children }: Located): unknown[] {
    return items.map((item, i) => {
      const { plain, located } = this.convert(item, [...path, i], undefined, value);
      children.set(i, located);
      return plain;
    });
  }

  private map(pairs: readonly Pair<ParsedNode, ParsedNode | null>[], path: Path, { value, children }: Located): object {
    const fields: Record<string, unknown> = {};
    for (const pair of pairs) {
      const keyPlace = this.place(pair.key, value);
      const name = isScalar(pair.key) && pair.key.value !== null ? String(pair.key.value) : undefined;
      if (name === undefined) {
        this.refuse(keyPlace, path, 'a key must be a word');
      } else if (RESERVED_KEYS.includes(name)) {
        this.refuse(keyPlace, [...path, name], `the key "${name}" is not allowed`);
      } else if (children.has(name)) {
        this.refuse(keyPlace, [...path, name], `the key "${name}" is given twice`);
      } else {
        const { plain, located } = this.convert(pair.value, [...path, name], keyPlace, keyPlace);
        children.set(name, located);
        fields[name] = plain;
      }
    }
    return fields;
  }

  private place(node: Node | null, around: Place): Place {
    return node?.range ? this.placeAt(node.range[0]) : around;
  }

  private refuse(place: Place, path: Path, rule: string): null {
    this.problems.push({ place, path, rule });
    return null;
  }

  /** A bomb has as many pieces as it likes: one word about it is enough. */
  private refuseOnce(place: Place, rule: string): null {
    const whole = `the document has ${rule}`;
    return this.problems.some((problem) => problem.rule === whole) ? null : this.refuse(place, [], whole);
  }
}
