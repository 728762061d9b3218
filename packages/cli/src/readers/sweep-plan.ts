import { pathText } from '@dynosim/models';
import { BadInput } from '../bad-input.ts';
import { LIMITS } from './limits.ts';
import { type Override, overridesOf, type ShortOverrides } from './override.ts';
import type { Complaint } from './report.ts';
import { type ScenarioFile, ScenarioSource } from './scenario-file.ts';
import { parseVariation, type Variation } from './variation.ts';

export interface SweepPlanOptions extends ShortOverrides {
  readonly vary?: readonly string[];
  readonly zip?: boolean;
}

/** One combination of values. */
export interface Cell {
  /** By path, as results show it. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly overrides: readonly Override[];
}

/** A cell and its scenario, in order. */
export interface PlannedCell {
  readonly values: Cell['values'];
  readonly file: ScenarioFile;
}

/** Every cell of a sweep, checked; throws one BadInput that tells the mistakes of all of them. */
export async function readSweepPlan(name: string, options: SweepPlanOptions): Promise<readonly PlannedCell[]> {
  const overrides = overridesOf(options);
  const cells = cellsOf(variationsOf(options.vary ?? []), options.zip === true);
  const source = await ScenarioSource.read(name);
  const planned: PlannedCell[] = [];
  const found: { readonly cell: Cell; readonly complaints: readonly Complaint[] }[] = [];
  for (const cell of cells) {
    const variant = await source.with(overrides, cell.overrides);
    if (variant.ok) planned.push({ values: cell.values, file: variant.file });
    else found.push({ cell, complaints: variant.complaints });
  }
  if (found.length > 0) throw new BadInput(source.report(together(source, found, cells.length)));
  return planned;
}

function variationsOf(texts: readonly string[]): readonly Variation[] {
  if (texts.length === 0) throw new BadInput('sweep what? Say what varies: --vary web.count=1..6');
  const parsed = texts.map(parseVariation);
  const variations = parsed.flatMap((one) => ('problem' in one ? [] : [one]));
  const problems = [...parsed.flatMap((one) => ('problem' in one ? [one.problem] : [])), ...overlaps(variations)];
  if (problems.length > 0) throw new BadInput(problems.join('\n'));
  return variations;
}

/** Two variations of the same value, or of a value inside another one: which of them would count? */
function overlaps(variations: readonly Variation[]): string[] {
  const names = variations.map(({ path }) => pathText(path));
  return names.flatMap((name, i) => {
    const outer = names.find(
      (other, k) => k !== i && (name === other ? k < i : /^[.[]/.test(startsAfter(name, other))),
    );
    return outer === undefined ? [] : [`--vary ${name}: ${outer} is varied as well`];
  });
}

/** What follows `start` in `text`; nothing if it does not begin with it. */
function startsAfter(text: string, start: string): string {
  return text.startsWith(start) ? text.slice(start.length) : '';
}

function cellsOf(variations: readonly Variation[], isZipped: boolean): Cell[] {
  const lengths = variations.map(({ values }) => values.length);
  const names = variations.map(({ path }) => pathText(path));
  if (isZipped && new Set(lengths).size > 1) {
    const counts = names.map((name, i) => `${name} has ${lengths[i]}`).join(', ');
    throw new BadInput(`--zip takes the first value of each, then the second, and so on: ${counts}`);
  }
  const count = isZipped ? lengths[0]! : lengths.reduce((product, length) => product * length, 1);
  if (count > LIMITS.cells) {
    const hint = 'vary fewer values, take larger steps, or split the sweep';
    throw new BadInput(
      `${lengths.join(' x ')} values make ${count} cells, at most ${LIMITS.cells} are allowed: ${hint}`,
    );
  }
  return Array.from({ length: count }, (_, cell) => {
    const chosen = isZipped ? lengths.map(() => cell) : digitsOf(cell, lengths);
    const variants = variations.map(({ values }, i) => values[chosen[i]!]!);
    return {
      values: Object.fromEntries(names.map((name, i) => [name, variants[i]!.value])),
      overrides: variants.map(({ override }) => override),
    };
  });
}

/** The cross product in the order of an odometer: the last variation turns fastest. */
function digitsOf(cell: number, lengths: readonly number[]): number[] {
  const digits: number[] = [];
  let rest = cell;
  for (const length of lengths.toReversed()) {
    digits.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return digits;
}

/** What is wrong in many cells is told once; what is wrong in some of them says in which. */
function together(
  source: ScenarioSource,
  found: readonly { readonly cell: Cell; readonly complaints: readonly Complaint[] }[],
  all: number,
): Complaint[] {
  const groups = new Map<string, Group>();
  for (const { cell, complaints } of found) {
    for (const complaint of complaints) {
      const key = variedPlace(complaint) === undefined ? source.report([complaint]) : ruleOf(complaint);
      const group = groups.get(key) ?? { complaint, cells: [], places: new Set() };
      groups.set(key, group);
      group.cells.push(cell);
      group.places.add(variedPlace(complaint) ?? '');
    }
  }
  return [...groups.values()].map((group) => told(group, all));
}

interface Group {
  readonly complaint: Complaint;
  readonly cells: Cell[];
  /** Arguments in which it stands, if they are values of --vary. */
  readonly places: Set<string>;
}

/** The value of --vary that a complaint is about. */
function variedPlace(complaint: Complaint): string | undefined {
  if (complaint.kind === 'rows' || !('argument' in complaint.problem.place)) return undefined;
  const { argument } = complaint.problem.place;
  return argument.startsWith('--vary') ? argument : undefined;
}

/** The same of all values that break the same rule at the same place. */
function ruleOf(complaint: Complaint): string {
  return JSON.stringify(complaint, (key, value: unknown) => (key === 'place' ? undefined : value));
}

function told({ complaint, cells, places }: Group, all: number): Complaint {
  if (complaint.kind === 'rows') return complaint;
  const { problem } = complaint;
  const isVaried = variedPlace(complaint) !== undefined;
  if (!isVaried && cells.length === all) return complaint;
  const more = (count: number, what: string): string =>
    count > 0 ? `and ${count} more ${what}${count > 1 ? 's' : ''}` : '';
  const where = isVaried
    ? more(places.size - 1, 'value')
    : `with ${cellText(cells[0]!.values)} ${more(cells.length - 1, 'cell')}`.trimEnd();
  return { kind: 'located', problem: where === '' ? problem : { ...problem, rule: `${problem.rule} (${where})` } };
}

/** `web.count=6, web.dyno=eco`. */
function cellText(values: Cell['values']): string {
  return Object.entries(values)
    .map(([path, value]) => `${path}=${valueText(value)}`)
    .join(', ');
}

export function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
