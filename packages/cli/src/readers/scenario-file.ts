import { isAbsolute, join } from 'node:path';
import { type Attachments, type Problem, parseScenario, pathText, type Scenario } from '@dynosim/models';
import { BadInput } from '../bad-input.ts';
import type { CsvFile } from './csv-file.ts';
import { type Located, type LocatedProblem, placeOf } from './located.ts';
import { keepingMeasuredOn } from './measured-on.ts';
import { applyOverrides, type Override } from './override.ts';
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
}

/** Reads a scenario and the files that it names; throws one BadInput that tells every mistake in them. */
export async function readScenarioFile(name: string, overrides: readonly Override[]): Promise<ScenarioFile> {
  return await readScenario(await readTextFile(name), overrides);
}

/** The same for a text that has been read already. */
export async function readScenario(source: SourceText, overrides: readonly Override[]): Promise<ScenarioFile> {
  const { document, problems } = readYaml(source.text, (offset) => ({ offset }));
  if (document === undefined) throw new BadInput(report(source, problems.map(located)));
  if (document.plain === null && problems.length === 0) throw new BadInput(report(source, [EMPTY]));
  const wrongOverrides = applyOverrides(document, keepingMeasuredOn(document.plain, overrides));
  const { attachments, complaints } = await readAttachments(document.plain, document.located, source);
  const early = [...problems, ...wrongOverrides];
  const parsed = parseScenario(document.plain, attachments);
  const found = parsed.ok ? [] : newProblems(parsed.problems, document.located, early);
  const all = [...[...early, ...found].map(located), ...complaints];
  if (all.length > 0 || !parsed.ok) throw new BadInput(report(source, all));
  return { document: document.plain, attachments, scenario: parsed.value };
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

async function readAttachments(plain: unknown, root: Located, { folder }: SourceText): Promise<Attached> {
  const traffic = (plain as { traffic?: Record<string, unknown> } | null)?.traffic ?? {};
  for (const key of ['replay', 'profile'] as const) {
    const name = traffic[key];
    if (typeof name !== 'string' || name === '') continue;
    const file = isAbsolute(name) ? name : join(folder, name);
    const read = await FILES[key](file);
    if (!('kind' in read)) return { attachments: read, complaints: [] };
    if (read.kind === 'bad-rows')
      return { attachments: {}, complaints: [{ kind: 'rows', file, rows: read.rows, more: read.more }] };
    const path = ['traffic', key];
    const problem = { path, place: placeOf(root, path, false), rule: `${file}: ${read.rule}` };
    return { attachments: {}, complaints: [{ kind: 'located', problem }] };
  }
  return { attachments: {}, complaints: [] };
}
