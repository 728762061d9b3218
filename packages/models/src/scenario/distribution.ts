import {
  type Arguments,
  type Component,
  type Distribution,
  type DistributionDefinition,
  distributions,
  type Form,
  findDistribution,
  type Parameter,
} from '@dynosim/sim-core';
import { type DistributionDocument, percentileKeys } from './distribution-schema.ts';
import type { Parsed, Path } from './problem.ts';
import { seconds } from './units.ts';

type Fields = { readonly [name: string]: unknown };

/** The distribution [s] that a well-formed document describes, or why its parameters do not make one. */
export function readDistribution(document: DistributionDocument, path: Path): Parsed<Distribution> {
  if (typeof document === 'string') return readNamed('constant', document, path);
  const names = Object.keys(document).filter((key) => document[key] !== undefined);
  if (names.length !== 1)
    return problem(path, `expected one distribution, got ${names.join(' and ') || 'none'}`, known());
  return readNamed(names[0]!, document[names[0]!], [...path, names[0]!]);
}

const known = (): string => `one of ${distributions.map((d) => d.name).join(', ')}`;

function readNamed(name: string, body: unknown, path: Path): Parsed<Distribution> {
  const definition = findDistribution(name)!;
  const fields = isFields(body) ? body : { [definition.bare!]: body };
  const keys = Object.keys(fields).filter((key) => fields[key] !== undefined);
  if (definition.fromPercentiles && keys.length > 0 && keys.every((key) => key in percentileKeys)) {
    return fromPercentiles(definition, fields, keys, path);
  }
  const form = definition.forms.find((candidate) => sameKeys(Object.keys(candidate.parameters), keys));
  if (!form)
    return problem(path, `${name} needs ${formsText(definition)}`, keys.length ? `got ${keys.join(', ')}` : undefined);
  return create(definition, form, fields, path);
}

function create(definition: DistributionDefinition, form: Form, fields: Fields, path: Path): Parsed<Distribution> {
  const values: Record<string, Arguments[string]> = {};
  for (const [key, parameter] of Object.entries(form.parameters)) {
    const value = readParameter(parameter, fields[key], [...path, key]);
    if (!value.ok) return value;
    values[key] = value.value;
  }
  const wrong = form.problem?.(values);
  return wrong === undefined ? { ok: true, value: form.create(values) } : problem(path, `${definition.name}: ${wrong}`);
}

function readParameter(parameter: Parameter, input: unknown, path: Path): Parsed<Arguments[string]> {
  if (parameter.kind === 'components') return readComponents(input as Fields[], path);
  if (parameter.kind === 'number' || parameter.kind === 'integer') return { ok: true, value: input as number };
  const texts = parameter.kind === 'values' ? (input as string[]) : [input as string];
  const numbers = texts.map(seconds);
  if (!parameter.zero && numbers.some((x) => x === 0)) return problem(path, 'must be more than 0');
  return { ok: true, value: parameter.kind === 'values' ? numbers : numbers[0]! };
}

function readComponents(parts: readonly Fields[], path: Path): Parsed<readonly Component[]> {
  const components: Component[] = [];
  for (const [i, { weight, ...rest }] of parts.entries()) {
    const part = readDistribution(rest, [...path, i]);
    if (!part.ok) return part;
    components.push({ weight: weight as number, distribution: part.value });
  }
  return { ok: true, value: components };
}

function fromPercentiles(
  definition: DistributionDefinition,
  fields: Fields,
  keys: string[],
  path: Path,
): Parsed<Distribution> {
  if (keys.length !== 2)
    return problem(path, `${definition.name} needs exactly two percentiles`, `got ${keys.join(', ')}`);
  const points = keys.map((key) => ({ p: percentileKeys[key]!, value: seconds(fields[key] as string) }));
  const [a, b] = points.sort((x, y) => x.p - y.p) as [(typeof points)[0], (typeof points)[0]];
  if (!(a.value > 0 && b.value > a.value)) return problem(path, 'percentiles must be more than 0 and rise');
  try {
    return { ok: true, value: definition.fromPercentiles!(a, b) };
  } catch (error) {
    if (error instanceof RangeError) return problem(path, error.message);
    throw error;
  }
}

function formsText(definition: DistributionDefinition): string {
  const forms = definition.forms.map((form) => `{${Object.keys(form.parameters).join(', ')}}`);
  if (definition.fromPercentiles) forms.push('any two percentiles such as {p50, p95}');
  return forms.join(' or ');
}

function sameKeys(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key) => b.includes(key));
}

function isFields(body: unknown): body is Fields {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}

function problem(
  path: Path,
  rule: string,
  hint?: string,
): { ok: false; problems: { path: Path; rule: string; hint?: string }[] } {
  return { ok: false, problems: [hint === undefined ? { path, rule } : { path, rule, hint }] };
}
