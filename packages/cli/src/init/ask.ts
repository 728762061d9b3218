import { createInterface, type Interface } from 'node:readline/promises';
import { BadInput } from '../bad-input.ts';
import { printable } from '../output/printable.ts';
import type { Answers } from './answers.ts';
import { completed, type Question, questions, wrongWith } from './questions.ts';

/** Thrown by Ctrl-C during the questions. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

const INTRODUCTION = 'Return takes what stands in brackets. All of it can be changed later, in the file.\n';
const ENDED = 'standard input ended before the last question; --yes takes the proposals for all that is not given';

/** Asks on standard error what is not given, and reads the answers from standard input, a line each. */
export async function askFor(given: Partial<Answers>, proposed: Partial<Answers>): Promise<Answers> {
  const open = questions.filter(({ name, ask }) => ask !== undefined && given[name] === undefined);
  if (open.length === 0) return completed(given);
  const { stdin, stderr } = process;
  const lines = createInterface({ input: stdin, output: stderr, terminal: stdin.isTTY === true });
  let answers = given;
  try {
    const read = reader(lines);
    stderr.write(INTRODUCTION);
    for (const question of open) {
      const soFar = completed({ ...proposed, ...answers });
      if (question.applies?.(soFar) === false) continue;
      answers = { ...answers, [question.name]: await answerTo(question, soFar, read) };
    }
  } finally {
    lines.close();
  }
  return completed(answers);
}

type Read = (prompt: string) => Promise<string>;

async function answerTo(question: Question, soFar: Answers, read: Read): Promise<string> {
  for (;;) {
    const proposal = soFar[question.name];
    const line = await read(`${question.ask} [${proposal}]: `);
    const answer = line.trim() || proposal;
    const wrong = wrongWith(question, answer, soFar.server);
    if (wrong === undefined) return answer;
    const told = printable(`${answer}: ${wrong}`);
    // What comes out of a pipe answers questions in their order: asking twice would shift all others.
    if (!process.stdin.isTTY) throw new BadInput(`${question.ask}: ${told}`);
    process.stderr.write(`  ${told}\n`);
  }
}

/** One line for each prompt. Lines that come early wait for their question. */
function reader(lines: Interface): Read {
  const iterator = lines[Symbol.asyncIterator]();
  const stopped = new Promise<never>((_, reject) => lines.once('SIGINT', () => reject(new Interrupted())));
  return async (prompt) => {
    lines.setPrompt(prompt);
    lines.prompt();
    const { value, done } = await Promise.race([iterator.next(), stopped]);
    if (!process.stdin.isTTY) process.stderr.write('\n');
    if (done) throw new BadInput(ENDED);
    return value;
  };
}
