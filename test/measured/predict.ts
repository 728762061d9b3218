import {
  parseScenario,
  pathText,
  type ReplayTrace,
  type Result,
  replicate,
  runStudy,
  type Scenario,
  type ScenarioDocument,
} from '@dynosim/models';
import { readTraceFile } from 'dynosim';
import type { Figures } from './verdict.ts';

/** How a load generator counts the outcomes of a result. */
type Counting = (result: Result) => Record<string, number>;

/** Names of outcomes as the rig's generator wrote them down, by name in a result. */
const STATUS: Readonly<Record<string, string>> = {
  'client-timeout': 'TIMEOUT',
  refused: 'REFUSED',
  reset: 'RESET',
  eof: 'EOF',
};

/** Every outcome counts for itself. */
export const byStatus: Counting = ({ requests, errors }) => {
  const status: Record<string, number> = { 200: requests.completed };
  for (const [code, count] of Object.entries(errors.codes)) if (count > 0) status[STATUS[code] ?? code] = count;
  return status;
};

/** wrk counts answers with any status, those of them that were late or refused, and connections that broke. */
export const asWrk: Counting = ({ requests, errors: { codes } }) => {
  const of = (...names: string[]): number => names.reduce((sum, name) => sum + (codes[name] ?? 0), 0);
  const [late, refused] = [of('client-timeout'), of('500', '503')];
  const status = {
    answered: requests.completed + late + refused,
    late,
    refused,
    'failed connects': of('refused', 'connect-timeout'),
    'broken connections': of('reset', 'eof'),
  };
  return Object.fromEntries(Object.entries(status).filter(([name, count]) => name === 'answered' || count > 0));
};

/** What the simulator says of a run, in the figures of the measurement. */
export function predict(scenario: Scenario, counting: Counting): Figures {
  const result = runStudy(scenario, replicate);
  return {
    p50: result.latencyOkMs.p50.value ?? Number.NaN,
    p95: result.latencyOkMs.p95.value ?? Number.NaN,
    p99: result.latencyOkMs.p99.value ?? Number.NaN,
    completedRate: result.throughputPerSecond.value ?? Number.NaN,
    status: counting(result),
  };
}

/** The full result of a replay. */
export function simulate(document: ScenarioDocument, trace: ReplayTrace | undefined): Result {
  return runStudy(scenarioOf(document, trace), replicate);
}

export function scenarioOf(document: ScenarioDocument, trace: ReplayTrace | undefined): Scenario {
  const scenario = parseScenario(document, trace && document.traffic.replay !== undefined ? { trace } : {});
  if (!scenario.ok) throw new Error(scenario.problems.map((p) => `${pathText(p.path)}: ${p.rule}`).join('; '));
  return scenario.value;
}

export async function readTrace(path: string): Promise<ReplayTrace> {
  const file = await readTraceFile(path);
  if (file.kind === 'value') return file.value;
  throw new Error(
    `${path} ${file.kind === 'unreadable' ? file.rule : `line ${file.rows[0]!.line}: ${file.rows[0]!.rule}`}`,
  );
}
