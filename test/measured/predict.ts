import {
  parseScenario,
  pathText,
  type ReplayTrace,
  type Result,
  replicate,
  runStudy,
  type ScenarioDocument,
} from '@dynosim/models';
import { readTraceFile } from 'dynosim';
import type { Figures } from './verdict.ts';

/** Names of outcomes as the load generator wrote them down, by name in a result. */
const STATUS: Readonly<Record<string, string>> = {
  'client-timeout': 'TIMEOUT',
  refused: 'REFUSED',
  reset: 'RESET',
  eof: 'EOF',
};

/** What the simulator says of a run, in the figures of the measurement. */
export function predict(document: ScenarioDocument, trace: ReplayTrace): Figures {
  const result = simulate(document, document.traffic.replay === undefined ? undefined : trace);
  const status: Record<string, number> = { 200: result.requests.completed };
  for (const [code, count] of Object.entries(result.errors.codes)) if (count > 0) status[STATUS[code] ?? code] = count;
  return {
    p50: result.latencyOkMs.p50.value ?? Number.NaN,
    p95: result.latencyOkMs.p95.value ?? Number.NaN,
    p99: result.latencyOkMs.p99.value ?? Number.NaN,
    completedRate: result.throughputPerSecond.value ?? Number.NaN,
    status,
  };
}

/** The full result of a replay. */
export function simulate(document: ScenarioDocument, trace: ReplayTrace | undefined): Result {
  const scenario = parseScenario(document, trace ? { trace } : {});
  if (!scenario.ok) throw new Error(scenario.problems.map((p) => `${pathText(p.path)}: ${p.rule}`).join('; '));
  return runStudy(scenario.value, replicate);
}

export async function readTrace(path: string): Promise<ReplayTrace> {
  const file = await readTraceFile(path);
  if (file.kind === 'value') return file.value;
  throw new Error(
    `${path} ${file.kind === 'unreadable' ? file.rule : `line ${file.rows[0]!.line}: ${file.rows[0]!.rule}`}`,
  );
}
