import { parseScenario, type Result, type ScenarioDocument } from '@dynosim/models';
import type { ScenarioFile } from '../readers/scenario-file.ts';

/** Fractions of what the bottleneck can do: close together where response times bend, one beyond. */
const FRACTIONS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.76, 0.82, 0.87, 0.91, 0.94, 1.04] as const;
/** A load this close to the one that was asked for tells nothing more. */
const CLOSE = 0.02;

/** Loads [1/s] at which an app shows how its response times grow, without today's, of which there is a result. */
export function loadsAround({ bottleneck, offeredPerSecond }: Result): number[] {
  const today = offeredPerSecond ?? 0;
  const limit = bottleneck?.limitPerSecond ?? 1.5 * today;
  return FRACTIONS.map((fraction) => Number((fraction * limit).toPrecision(3))).filter(
    (load) => load > 0 && Math.abs(load - today) > CLOSE * limit,
  );
}

/** A picture needs no more than this: near saturation the same precision takes a thousand times the work. */
const PRECISION = 0.1;
const MOST_REQUESTS = 1_000_000;

/** The scenario at another load, as precise as a picture needs, unless somebody asked for more. */
export function atLoad(file: ScenarioFile, load: number | undefined, keepsPrecision: boolean): ScenarioFile {
  const document = file.document as ScenarioDocument;
  const { precision, horizon, maxRequests } = file.scenario.run;
  const isCoarser = horizon === 'steady' && !keepsPrecision;
  const run = {
    ...document.run,
    ...(isCoarser && precision < PRECISION ? { precision: `${PRECISION * 100}%` } : {}),
    ...(isCoarser && maxRequests > MOST_REQUESTS ? { 'max-requests': MOST_REQUESTS } : {}),
  };
  const traffic = load === undefined ? document.traffic : { ...document.traffic, rate: `${load}/s` };
  const changed = { ...document, traffic, run };
  const parsed = parseScenario(changed, file.attachments);
  if (!parsed.ok) throw new Error(`a scenario at ${load}/s: ${parsed.problems.map(({ rule }) => rule).join('; ')}`);
  return { ...file, document: changed, scenario: parsed.value };
}
