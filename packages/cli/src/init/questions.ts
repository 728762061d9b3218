import { findServer, fraction, parseScenario, seconds, servers } from '@dynosim/models';
import { readYaml } from '../readers/yaml-text.ts';
import { type Answers, proposals } from './answers.ts';
import { scenarioText } from './scenario-text.ts';

export interface Question {
  readonly name: keyof Answers;
  /** On a terminal; none where the flag alone will do. */
  readonly ask?: string;
  /** False if, after the answers so far, there is nothing to ask. */
  readonly applies?: (before: Partial<Answers>) => boolean;
  /** Where the answer goes in the scenario, so that the scenario's own rules judge it. */
  readonly path?: readonly string[];
  /** What is wrong with it, where the scenario cannot tell. */
  readonly problem?: (value: string) => string | undefined;
}

/** In the order in which they are asked. */
export const questions: readonly Question[] = [
  { name: 'dyno', ask: 'Dyno type (dynosim catalogue dynos lists them)', path: ['web', 'dyno'] },
  { name: 'count', ask: 'How many of them', path: ['web', 'count'] },
  {
    name: 'server',
    ask: `Application server (${servers.map(({ name }) => name).join(', ')})`,
    path: ['server', 'name'],
  },
  { name: 'buildpack', path: ['app', 'buildpack'] },
  {
    name: 'workers',
    ask: 'Workers on each dyno (default: what the buildpack sets)',
    applies: ({ server }) => findServer(server ?? '')?.settings['workers'] !== undefined,
    path: ['server', 'workers'],
  },
  { name: 'rate', ask: 'Requests, at the busiest time', path: ['traffic', 'rate'] },
  {
    name: 'response',
    ask: 'Mean response time where nobody queues',
    problem: (value) => (seconds(value) > 0 ? undefined : 'expected a duration such as 200ms'),
  },
  {
    name: 'cpu',
    ask: 'How much of it is computing (the rest waits for a database or others)',
    problem: (value) => (fraction(value) >= 0 && fraction(value) <= 1 ? undefined : 'expected 0% to 100%'),
  },
  { name: 'slo', ask: 'What must hold', path: ['slo'] },
];

/** The answers so far, and the proposals where there is none: of the buildpack that of the server's language. */
export function completed(given: Partial<Answers>): Answers {
  const answers = { ...proposals, ...given };
  return { buildpack: findServer(answers.server)?.buildpack ?? 'python', ...answers };
}

/** What is wrong with the answer to one question, whatever the other answers are. */
export function wrongWith({ name, path, problem }: Question, answer: string, server?: string): string | undefined {
  if (answer.trim() === '') return 'expected an answer';
  if (problem) return problem(answer);
  const known = server !== undefined && findServer(server) ? { server } : {};
  const { document } = readYaml(scenarioText(completed({ ...known, [name]: answer })), (offset) => ({ offset }));
  if (document === undefined) return 'is no value of a scenario';
  const parsed = parseScenario(document.plain, {});
  const found = parsed.ok ? undefined : parsed.problems.find((one) => path!.every((part, i) => one.path[i] === part));
  return found === undefined ? undefined : `${found.rule}${found.hint === undefined ? '' : `; ${found.hint}`}`;
}
