import { existsSync, writeFileSync } from 'node:fs';
import { parseScenario, pathText } from '@dynosim/models';
import { BadInput } from './bad-input.ts';
import { ExitCode } from './exit-code.ts';
import type { Answers } from './init/answers.ts';
import { askFor, Interrupted } from './init/ask.ts';
import { copyExample } from './init/example-files.ts';
import { type ProcfileHints, readProcfile } from './init/procfile.ts';
import { completed, questions, wrongWith } from './init/questions.ts';
import { scenarioText } from './init/scenario-text.ts';
import { printable } from './output/printable.ts';
import { whyUnwritable } from './output/unwritable.ts';
import { readTextFile } from './readers/text-file.ts';
import { readYaml } from './readers/yaml-text.ts';

/** The options of `init` as commander gives them: an answer each, and how to go about it. */
export interface InitOptions extends Partial<Answers> {
  readonly example?: string;
  readonly yes?: boolean;
  readonly force?: boolean;
}

/** The command `init`: a scenario out of flags, the Procfile, answers and proposals, in that order. */
export async function initScenario(file: string | undefined, options: InitOptions): Promise<ExitCode> {
  const { example, yes = false, force = false, ...given } = options;
  if (example !== undefined) {
    if (file !== undefined) throw new BadInput('--example writes under its own name: leave the file out');
    process.stdout.write(`wrote the example; begin with ${copyExample(example, force)}\n`);
    return ExitCode.done;
  }
  const target = file ?? 'scenario.yaml';
  if (target !== '-' && !force && existsSync(target)) throw new BadInput(exists(target));
  refuseWrong(given);
  const hints = await procfileHints();
  const proposed = proposalsOf(hints, given);
  try {
    const answers = yes ? completed({ ...proposed, ...given }) : await askFor(given, proposed);
    write(target, textOf(answers, hints), force);
    return ExitCode.done;
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    process.stderr.write('\ninterrupted: nothing was written\n');
    return ExitCode.interrupted;
  }
}

/** All mistakes in flags at once. */
function refuseWrong(given: Partial<Answers>): void {
  const wrong = questions.flatMap((question) => {
    const value = given[question.name];
    const rule = value === undefined ? undefined : wrongWith(question, value, given.server);
    return rule === undefined ? [] : [printable(`--${question.name} ${value}: ${rule}`)];
  });
  if (wrong.length > 0) throw new BadInput(wrong.join('\n'));
}

async function procfileHints(): Promise<ProcfileHints | undefined> {
  const text = existsSync('Procfile') ? (await readTextFile('Procfile')).text : '';
  const hints = readProcfile(text);
  if (hints !== undefined) process.stderr.write(`${printable(told(hints))}\n`);
  return hints;
}

function told({ command, server, settings, left }: ProcfileHints): string {
  if (server === undefined) return `Procfile: "${command}" starts no server that this version knows.`;
  const taken = Object.entries({ server, ...settings }).map(([name, value]) => `${name} ${value}`);
  const rest = left.length === 0 ? '' : `; not taken: ${left.join(', ')}`;
  return `Procfile: ${taken.join(', ')}${rest}.`;
}

function proposalsOf(hints: ProcfileHints | undefined, given: Partial<Answers>): Partial<Answers> {
  if (hints?.server === undefined || (given.server !== undefined && given.server !== hints.server)) return {};
  const { workers } = hints.settings;
  return { server: hints.server, ...(workers === undefined ? {} : { workers }) };
}

/** Never a scenario that `run` would refuse. */
function textOf(answers: Answers, hints: ProcfileHints | undefined): string {
  const { workers: _, ...settings } = hints?.server === answers.server ? hints.settings : {};
  const text = scenarioText(answers, settings);
  const parsed = parseScenario(readYaml(text, (offset) => ({ offset })).document?.plain, {});
  if (parsed.ok) return text;
  const rules = parsed.problems.map(({ path, rule }) => `${pathText(path)}: ${rule}`);
  throw new BadInput(printable(`these answers do not go together: ${rules.join(', ')}`));
}

function write(target: string, text: string, force: boolean): void {
  if (target === '-') {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(target, text, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new BadInput(
      code === 'EEXIST' ? exists(target) : `${printable(target)} cannot be written: ${whyUnwritable(error)}`,
    );
  }
  process.stdout.write(`wrote ${printable(target)}; next: dynosim run ${printable(target)}\n`);
}

function exists(target: string): string {
  return `${printable(target)} exists already; --force writes over it`;
}
