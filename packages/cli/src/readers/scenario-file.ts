import { isAbsolute, join } from 'node:path';
import { type Attachments, type Problem, parseScenario, pathText, type Scenario } from '@dynosim/models';
import { BadInput } from '../bad-input.ts';
import type { CsvFile } from './csv-file.ts';
import { type Located, type LocatedProblem, placeOf } from './located.ts';
import { keepingMeasuredOn } from './measured-on.ts';
import { applyOverrides, type Override } from './override.ts';
import type { PlainDocument } from './plain-document.ts';
import { readProfileFile } from './profile-file.ts';
import { type Complaint, report } from './report.ts';
import type { SourceText } from './source-text.ts';
import { readTextFile } from './text-file.ts';
import { readTraceFile } from './trace-file.ts';
import { readYaml } from './yaml-text.ts';

/** A scenario that is in order, and what it was made of: enough for another thread to make it again. */
export interface ScenarioFile {
  readonly document: unknown;
  readonly attachments: Attachments;
  readonly scenario: Scenario;
  /** What the reader of a result has to know of how it was asked for. */
  readonly notes: readonly string[];
}

/** Reads a scenario and the files that it names; throws one BadInput that tells every mistake in them. */
export async function readScenarioFile(name: string, overrides: readonly Override[]): Promise<ScenarioFile> {
  return await readScenario(await readTextFile(name), overrides);
}

/** The same for a text that has been read already. */
export async function readScenario(text: SourceText, overrides: readonly Override[]): Promise<ScenarioFile> {
  const source = ScenarioSource.of(text);
  const variant = await source.with(overrides);
  if (!variant.ok) throw new BadInput(source.report(variant.complaints));
  const { file } = variant;
  return { ...file, notes: takenOut(overrides, file.scenario) };
}

/** An argument without a value is easily a slip, such as an empty variable of a shell: what it did is said. */
function takenOut(overrides: readonly Override[], { assumptions }: Scenario): string[] {
  return overrides.flatMap(({ argument, path, value }) => {
    const taken = value.trim() === '' && assumptions.find((assumption) => assumption.path === pathText(path));
    return taken ? [`${argument} gives no value: ${taken.value}, the default, was used`] : [];
  });
}

/** A scenario with some of its values changed: in order, or with everything that is wrong in it. */
export type Variant =
  | { readonly ok: true; readonly file: ScenarioFile }
  | { readonly ok: false; readonly complaints: readonly Complaint[] };

/** The text of a scenario, read once, of which any number of variants can be made. */
export class ScenarioSource {
  private readonly text: SourceText;
  private readonly original: PlainDocument;
  /** Traces and profiles by file name: variants share them. */
  private readonly attached = new Map<string, Promise<Read>>();

  private constructor(text: SourceText, original: PlainDocument) {
    this.text = text;
    this.original = original;
  }

  static async read(name: string): Promise<ScenarioSource> {
    return ScenarioSource.of(await readTextFile(name));
  }

  static of(text: SourceText): ScenarioSource {
    const { document, problems } = readYaml(text.text, (offset) => ({ offset }));
    if (document === undefined) throw new BadInput(report(text, problems.map(located)));
    if (document.plain === null && problems.length === 0) throw new BadInput(report(text, [EMPTY]));
    return new ScenarioSource(text, document);
  }

  /** `changes` come after the overrides and are what-ifs of what those make: the demands stay as measured there. */
  async with(overrides: readonly Override[], changes: readonly Override[] = []): Promise<Variant> {
    const document = structuredClone(this.original);
    const wrongOverrides = applyOverrides(document, keepingMeasuredOn(document.plain, overrides));
    wrongOverrides.push(...applyOverrides(document, keepingMeasuredOn(document.plain, changes)));
    const { attachments, complaints } = await this.attachments(document);
    const early = [...document.problems, ...wrongOverrides];
    const parsed = parseScenario(document.plain, attachments);
    const found = parsed.ok ? [] : newProblems(parsed.problems, document.located, early);
    const all = [...[...early, ...found].map(located), ...complaints];
    if (all.length > 0 || !parsed.ok) return { ok: false, complaints: all };
    return { ok: true, file: { document: document.plain, attachments, scenario: parsed.value, notes: [] } };
  }

  report(complaints: readonly Complaint[]): string {
    return report(this.text, complaints);
  }

  private async attachments({ plain, located: root }: PlainDocument): Promise<Attached> {
    const traffic = (plain as { traffic?: Record<string, unknown> } | null)?.traffic ?? {};
    for (const key of ['replay', 'profile'] as const) {
      const name = traffic[key];
      if (typeof name !== 'string' || name === '') continue;
      const file = isAbsolute(name) ? name : join(this.text.folder, name);
      const read = await this.readOnce(key, file);
      if (!('kind' in read)) return { attachments: read, complaints: [] };
      if (read.kind === 'bad-rows')
        return { attachments: {}, complaints: [{ kind: 'rows', file, rows: read.rows, more: read.more }] };
      const path = ['traffic', key];
      const problem = { path, place: placeOf(root, path, false), rule: `${file}: ${read.rule}` };
      return { attachments: {}, complaints: [{ kind: 'located', problem }] };
    }
    return { attachments: {}, complaints: [] };
  }

  private readOnce(key: keyof typeof FILES, file: string): Promise<Read> {
    const id = `${key} ${file}`;
    const before = this.attached.get(id);
    const read = before ?? FILES[key](file);
    if (before === undefined) this.attached.set(id, read);
    return read;
  }
}

const EMPTY: Complaint = {
  kind: 'located',
  problem: {
    place: { offset: 0 },
    path: [],
    rule: 'there is no scenario in it',
    hint: 'a scenario begins with version: 1',
  },
};

function located(problem: LocatedProblem): Complaint {
  return { kind: 'located', problem };
}

/** Problems of the schema, without those that only repeat what reading has said about the same value. */
function newProblems(problems: readonly Problem[], root: Located, early: readonly LocatedProblem[]): LocatedProblem[] {
  const said = new Set(early.map(({ path }) => pathText(path)));
  return problems
    .filter(({ path }) => !said.has(pathText(path)))
    .map((problem) => ({ ...problem, place: placeOf(root, problem.path, problem.atKey === true) }));
}

interface Attached {
  readonly attachments: Attachments;
  readonly complaints: readonly Complaint[];
}

/** Keys of `traffic` that name a file, and who reads it. */
const FILES = {
  replay: async (file: string) => attached(await readTraceFile(file), (trace) => ({ trace })),
  profile: async (file: string) => attached(await readProfileFile(file), (profile) => ({ profile })),
};

type Read = Attachments | Exclude<CsvFile<never>, { kind: 'value' }>;

function attached<T>(read: CsvFile<T>, attach: (value: T) => Attachments): Read {
  return read.kind === 'value' ? attach(read.value) : read;
}
