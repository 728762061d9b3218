import { distributions } from '@dynosim/sim-core';
import type { z } from 'zod';
import { percentileKeys } from './distribution-schema.ts';
import { nearest, type Path, type Problem } from './problem.ts';

type Issue = z.core.$ZodIssue;

/** What the schema library found, in our words: one problem per mistake, each where the user has to look. */
export function problemsOf(error: z.ZodError, shapeAt: (path: Path) => readonly string[]): Problem[] {
  return error.issues.flatMap((issue) => translate(issue, [], shapeAt));
}

function translate(issue: Issue, prefix: Path, shapeAt: (path: Path) => readonly string[]): Problem[] {
  const path = [...prefix, ...(issue.path as (string | number)[])];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey([...path, key], shapeAt(path)));
    case 'invalid_union':
      if (issue.errors.every(isPlainMisfit)) return [noAlternative(path, issue.errors.flat(), issue.input)];
      return branch(issue).flatMap((inner) => translate(inner, path, shapeAt));
    case 'invalid_value':
      return [invalidValue(path, issue.values.map(String), issue.input)];
    case 'invalid_type':
      if (issue.input === undefined) return [missing(path, issue)];
      return [{ path, rule: issue.message.startsWith('Invalid') ? wrongKind(issue) : issue.message }];
    default:
      return [{ path, rule: plain(issue) }];
  }
}

/** Of a union's alternatives the one that fits the kind of the value: it has no complaint about the type at the top. */
function branch(issue: Extract<Issue, { code: 'invalid_union' }>): readonly Issue[] {
  const isText = typeof issue.input === 'string';
  const isMisfit = ({ code, path }: Issue): boolean =>
    path.length === 0 && (code === 'invalid_type' || (code === 'invalid_value' && !isText));
  const fitting = issue.errors.find((errors) => !errors.some(isMisfit));
  return fitting ?? issue.errors[0] ?? [];
}

/** An alternative that is a simple value, and the wrong one: such alternatives are best told together. */
function isPlainMisfit([issue, ...more]: readonly Issue[]): boolean {
  if (issue === undefined || more.length > 0 || issue.path.length > 0) return false;
  return issue.code === 'invalid_value' || (issue.code === 'invalid_type' && issue.message.startsWith('Invalid'));
}

function noAlternative(path: Path, misfits: readonly Issue[], input: unknown): Problem {
  const values = misfits.flatMap((issue) => (issue.code === 'invalid_value' ? issue.values.map(String) : []));
  const kinds = misfits.flatMap((issue) => (issue.code === 'invalid_type' ? [article(issue.expected)] : []));
  const choice = values.length > 1 ? `one of ${values.join(', ')}` : values.join('');
  const expected = [choice, ...kinds].filter((text) => text !== '').join(' or ');
  const meant = typeof input === 'string' ? nearest(input, values) : undefined;
  return {
    path,
    rule: `expected ${expected}, got ${got(input)}`,
    ...(meant ? { hint: `did you mean ${meant}?` } : {}),
  };
}

function unknownKey(path: Path, allowed: readonly string[]): Problem {
  const key = String(path.at(-1));
  const meant = nearest(key, allowed);
  const list = allowed.length > 0 ? `allowed: ${allowed.join(', ')}` : undefined;
  const hint = meant ? `did you mean ${meant}?` : isNamelessDistribution(key, allowed) ? NAME_FIRST : list;
  return { path, rule: `unknown key "${key}"`, atKey: true, ...(hint === undefined ? {} : { hint }) };
}

const NAME_FIRST = 'the name of a distribution comes first: {lognormal: {mean: 40ms, cv: 1}}, for instance';

/** A parameter where the name of a distribution is expected. */
function isNamelessDistribution(key: string, allowed: readonly string[]): boolean {
  if (!distributions.every(({ name }) => allowed.includes(name))) return false;
  return key in percentileKeys || distributions.some(({ forms }) => forms.some(({ parameters }) => key in parameters));
}

function invalidValue(path: Path, allowed: readonly string[], input: unknown): Problem {
  const meant = typeof input === 'string' ? nearest(input, allowed) : undefined;
  const rule =
    input === undefined
      ? `missing; expected ${allowed.length === 1 ? allowed[0] : `one of ${allowed.join(', ')}`}`
      : `expected ${allowed.length === 1 ? allowed[0] : `one of ${allowed.join(', ')}`}, got ${JSON.stringify(input)}`;
  return { path, rule, ...(meant ? { hint: `did you mean ${meant}?` } : {}) };
}

function wrongKind({ expected, input }: Extract<Issue, { code: 'invalid_type' }>): string {
  return `expected ${article(expected)}, got ${got(input)}`;
}

function got(input: unknown): string {
  if (Array.isArray(input)) return NOUNS['array']!;
  return typeof input === 'object' && input !== null ? NOUNS['object']! : shown(input);
}

function shown(input: unknown): string {
  return input === null ? 'nothing' : typeof input === 'string' ? JSON.stringify(input) : String(input);
}

function missing(path: Path, issue: Extract<Issue, { code: 'invalid_type' }>): Problem {
  const what = issue.message.startsWith('Invalid')
    ? article(issue.expected)
    : issue.message.replace(/, got nothing$/, '');
  return { path, rule: `missing; expected ${what.replace(/^expected /, '')}` };
}

function plain(issue: Issue): string {
  if (issue.code === 'too_small') {
    if (issue.origin === 'string') return 'must not be empty';
    const bound = `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`;
    return issue.origin === 'array' ? `needs ${bound} entr${issue.minimum === 1 ? 'y' : 'ies'}` : `must be ${bound}`;
  }
  if (issue.code === 'too_big') {
    return issue.origin === 'array' ? `has more than ${issue.maximum} entries` : `must be at most ${issue.maximum}`;
  }
  return issue.message;
}

const NOUNS: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'a text',
  object: 'keys and values',
  array: 'a list',
  tuple: 'a list of two',
  boolean: 'true or false',
};

function article(expected: string): string {
  return NOUNS[expected] ?? expected;
}
