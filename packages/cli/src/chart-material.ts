import { availableParallelism } from 'node:os';
import type { ChartDefinition } from '@dynosim/charts';
import type { Result } from '@dynosim/models';
import { BadInput } from './bad-input.ts';
import { conduct } from './engines/conduct.ts';
import { atLoad, loadsAround } from './engines/loads.ts';
import { interruption } from './interruption.ts';
import { printable } from './output/printable.ts';
import { ProgressLine } from './output/progress-line.ts';
import { rateText } from './output/quantity-text.ts';
import { LIMITS } from './readers/limits.ts';
import type { Override } from './readers/override.ts';
import { readResults } from './readers/results-text.ts';
import { readScenario, type ScenarioFile } from './readers/scenario-file.ts';
import { readTextFile } from './readers/text-file.ts';

/** What a chart is made of: results that somebody has, or a scenario whose results are still to be simulated. */
export type Material =
  | { readonly kind: 'results'; readonly results: readonly Result[] }
  | { readonly kind: 'scenario'; readonly name: string; readonly scenario: ScenarioFile };

export async function readMaterial(name: string, overrides: readonly Override[]): Promise<Material> {
  const source = await readTextFile(name, LIMITS.resultBytes);
  const results = readResults(source);
  if (results) return { kind: 'results', results };
  if (source.text.length > LIMITS.scenarioBytes)
    throw new BadInput(`${printable(source.name)}: is neither a file of results nor a scenario, which is smaller`);
  return { kind: 'scenario', name: source.name, scenario: await readScenario(source, overrides) };
}

export interface Simulating {
  readonly threads?: number;
  readonly set?: readonly string[];
  readonly precision?: string;
}

export interface Made {
  readonly results: readonly Result[];
  /** The load of the one scenario that was simulated at many [1/s]. */
  readonly today?: number;
}

/** All results, in the order of the material; undefined if it was interrupted. */
export async function simulated(
  materials: readonly Material[],
  { simulate }: ChartDefinition,
  options: Simulating,
): Promise<Made | undefined> {
  const byLoad = simulate === 'by load';
  for (const one of materials) if (one.kind === 'scenario' && byLoad) refuseWithoutRate(one);
  const run = new Runs(options);
  const results: Result[] = [];
  const todays: number[] = [];
  try {
    for (const one of materials) {
      const made = one.kind === 'results' ? one.results : await run.results(one.scenario, byLoad);
      if (made === undefined) return undefined;
      results.push(...made);
      if (one.kind === 'scenario' && byLoad) todays.push(made[0]!.offeredPerSecond!);
    }
  } finally {
    run.end();
  }
  const [today] = new Set(todays);
  return new Set(todays).size === 1 ? { results, today: today! } : { results };
}

/** A load can be varied where it is a rate. */
function refuseWithoutRate({ name, scenario: { scenario } }: Extract<Material, { kind: 'scenario' }>): void {
  if (scenario.traffic.rate !== undefined) return;
  throw new BadInput(
    `${printable(name)}: traffic: a chart by load varies traffic.rate, and this traffic has none\n       hint: run the loads that you want with --json, and draw their results`,
  );
}

/** Scenarios one after the other, with one progress line and one Ctrl-C for all of them. */
class Runs {
  private readonly line = new ProgressLine(process.stderr);
  private readonly signal = interruption();
  private readonly threads: number;
  private readonly keepsPrecision: boolean;

  constructor({ threads, precision, set = [] }: Simulating) {
    this.threads = threads ?? availableParallelism();
    this.keepsPrecision = precision !== undefined || set.some((text) => text.trim().startsWith('run.'));
  }

  async results(scenario: ScenarioFile, byLoad: boolean): Promise<Result[] | undefined> {
    if (!byLoad) return await this.one(scenario, 0, 1, '');
    const today = await this.one(atLoad(scenario, undefined, this.keepsPrecision), 0, 0.1, 'today: ');
    if (today === undefined) return undefined;
    const results = today;
    const loads = loadsAround(today[0]!);
    for (const [i, load] of loads.entries()) {
      const [from, to] = [0.1 + (0.9 * i) / loads.length, 0.1 + (0.9 * (i + 1)) / loads.length];
      const at = atLoad(scenario, load, this.keepsPrecision);
      const made = await this.one(at, from, to, `load ${i + 1} of ${loads.length}, ${rateText(load)}: `);
      if (made === undefined) return undefined;
      results.push(...made);
    }
    return results;
  }

  end(): void {
    this.line.clear();
  }

  /** Part of the whole work goes from a fraction to another. */
  private async one(scenario: ScenarioFile, from: number, to: number, what: string): Promise<Result[] | undefined> {
    const { result, isInterrupted } = await conduct(scenario, {
      threads: this.threads,
      signal: this.signal,
      onProgress: ({ fraction, doing }) => this.line.show(from + (to - from) * fraction, `${what}${doing}`),
    });
    return isInterrupted || result === undefined ? undefined : [result];
  }
}
