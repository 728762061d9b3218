import { readFileSync } from 'node:fs';
import {
  type ComparisonResult,
  type Difference,
  parseScenario,
  replicate,
  runComparison,
  type Scenario,
} from '@dynosim/models';
import { parse } from 'yaml';

/** A shared host against a dedicated one that is as busy, with so many dynos and pairs of replications. */
export interface Sharing {
  readonly dynos: number;
  readonly replications: number;
  readonly result: ComparisonResult;
}

const EXAMPLES = new URL('../../examples/shared-or-dedicated/', import.meta.url);
/** Of one dyno [1/s], as the examples have it. */
const RATE = 25;

/** What `dynosim compare dedicated.yaml shared.yaml` prints, dynos and replications set. */
export function compareSharing(): Sharing[] {
  return [1, 10].flatMap((dynos) =>
    [10, 40, 160].map((replications) => {
      const [dedicated, shared] = ['dedicated', 'shared'].map((name) => scenarioOf(name, dynos, replications));
      return { dynos, replications, result: runComparison(dedicated!, shared!, replicate) };
    }),
  );
}

function scenarioOf(name: string, dynos: number, replications: number): Scenario {
  const document = parse(readFileSync(new URL(`${name}.yaml`, EXAMPLES), 'utf8'));
  document.web.count = dynos;
  document.traffic.rate = `${RATE * dynos}/s`;
  document.run.replications = replications;
  const scenario = parseScenario(document);
  if (!scenario.ok) throw new Error(scenario.problems.map(({ rule }) => rule).join('; '));
  return scenario.value;
}

export function sharingTable(rows: readonly Sharing[]): string[] {
  return [
    '| dynos | replications | CPU busy, dedicated and shared | p95, shared over dedicated | p99, shared over dedicated |',
    '|---|---|---|---|---|',
    ...rows.map(({ dynos, replications, result: { differences } }) => {
      const busy = [differences.cpuUtilisation.a, differences.cpuUtilisation.b].map(({ value }) => percent(value!));
      const ratios = [differences.p95Ms, differences.p99Ms].map(ratio);
      return `| ${[dynos, replications, busy.join(' and '), ...ratios].join(' | ')} |`;
    }),
  ];
}

function ratio({ ratio: { value, low, high } }: Difference): string {
  const [estimate, from, to] = [value!, low!, high!].map((x) => x.toFixed(2));
  return `${estimate} (${from} to ${to})`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
