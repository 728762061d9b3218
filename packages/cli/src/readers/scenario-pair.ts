import { isTerminating, type Pair, parseScenario, pathText, type ScenarioDocument } from '@dynosim/models';
import { BadInput } from '../bad-input.ts';
import { overridesOf, parseOverride, type ShortOverrides } from './override.ts';
import { type ScenarioFile, ScenarioSource, type Variant } from './scenario-file.ts';

export interface PairOptions extends ShortOverrides {
  /** Overrides of B alone. */
  readonly b?: readonly string[];
}

export interface ScenarioPair extends Pair<ScenarioFile> {
  /** What the user has to know of how they were made a pair. */
  readonly notes: readonly string[];
}

/** Two scenarios to compare, with the same `run`: that of A. All mistakes in both are told at once. */
export async function readScenarioPair(a: string, b: string | undefined, options: PairOptions): Promise<ScenarioPair> {
  const both = overridesOf(options);
  const onlyB = (options.b ?? []).map((text) => parseOverride(text, '--b'));
  if (b === undefined && onlyB.length === 0)
    throw new BadInput(`compare ${a} with what? Give a second scenario, or say what B changes: --b web.count=3`);
  if (a === '-' && b === '-') throw new BadInput('only one of the two scenarios can be read from standard input');
  const run = onlyB.find(({ path: [section] }) => section === 'run');
  if (run !== undefined)
    throw new BadInput(
      `${run.argument}: how long and how often is the same for both; say --set ${pathText(run.path)}=…`,
    );
  const first = await ScenarioSource.read(a);
  const second = b === undefined ? first : await ScenarioSource.read(b);
  const variants = { a: await first.with(both), b: await second.with(both, onlyB) };
  return paired(variants, [complaintsOf(first, variants.a), complaintsOf(second, variants.b)]);
}

function complaintsOf(source: ScenarioSource, variant: Variant): string | undefined {
  return variant.ok ? undefined : source.report(variant.complaints);
}

function paired({ a, b }: Pair<Variant>, complaints: readonly (string | undefined)[]): ScenarioPair {
  if (!a.ok || !b.ok) {
    const lines = complaints.flatMap((text) => text?.split(/\n(?! )/) ?? []);
    throw new BadInput([...new Set(lines)].join('\n'));
  }
  const { run } = a.file.document as ScenarioDocument;
  const document = { ...(b.file.document as ScenarioDocument), ...(run === undefined ? {} : { run }) };
  if (run === undefined) delete document.run;
  if (isTerminating(document) !== (a.file.scenario.run.horizon === 'terminating')) {
    const [long, short] = isTerminating(document) ? ['A', 'B'] : ['B', 'A'];
    throw new BadInput(
      `${long} asks for the long run and ${short} for a run with an end (duration, profile or replay): they cannot be paired; give both a run.duration`,
    );
  }
  const parsed = parseScenario(document, b.file.attachments);
  if (!parsed.ok)
    throw new BadInput(
      parsed.problems.map(({ path, rule }) => `B with the run of A: ${pathText(path)}: ${rule}`).join('\n'),
    );
  const changed = JSON.stringify(parsed.value.run) !== JSON.stringify(b.file.scenario.run);
  const notes = changed ? ['both run as A says: the run of B does not count'] : [];
  return { a: a.file, b: { ...b.file, document, scenario: parsed.value }, notes };
}
