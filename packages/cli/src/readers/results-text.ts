import type { Figure, Result } from '@dynosim/models';
import { BadInput } from '../bad-input.ts';
import { printable } from '../output/printable.ts';
import type { SourceText } from './source-text.ts';

/** The results in a text: one document, or one a line as `run --out` appends them; undefined if it is something else. */
export function readResults({ name, text }: SourceText): Result[] | undefined {
  const whole = document(text);
  if (whole !== undefined) return isResult(whole) ? [checked(whole, name)] : undefined;
  const [first, ...more] = text.split('\n').flatMap((line, i) => (line.trim() === '' ? [] : [{ line, place: i + 1 }]));
  if (first === undefined || more.length === 0 || !isResult(document(first.line))) return undefined;
  return [first, ...more].map(({ line, place }) => {
    const value = document(line);
    if (!isResult(value)) throw new BadInput(`${printable(name)}:${place}: is not a result of dynosim, or was cut off`);
    return checked(value, `${name}:${place}`);
  });
}

function document(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isResult(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'dynosim' in value && 'scenario' in value;
}

const FIGURES = ['mean', 'p50', 'p90', 'p95', 'p99', 'p999'] as const;

/** A result in which everything that is drawn is of the kind that it should be. */
function checked(value: unknown, place: string): Result {
  const result = value as Result;
  const isNumber = (x: unknown): boolean => typeof x === 'number' && Number.isFinite(x);
  const orNull = (x: unknown): boolean => x === null || isNumber(x);
  const isFigure = (figure: Figure | undefined): boolean =>
    figure !== undefined && [figure?.value, figure?.low, figure?.high].every(orNull);
  const { latencyMs, errors, scenario, bottleneck } = result;
  const parts: Readonly<Record<string, boolean>> = {
    scenario: typeof scenario?.web === 'object' && typeof scenario?.server?.name === 'string',
    'scenario.name': typeof (scenario?.name ?? '') === 'string',
    'scenario.slo': Array.isArray(scenario?.slo ?? []),
    verdict: ['ok', 'slo-missed', 'unsure', 'saturated'].includes(result.verdict),
    latencyMs: FIGURES.every((key) => isFigure(latencyMs?.[key])),
    'errors.rate': isFigure(errors?.rate),
    'errors.codes': typeof errors?.codes === 'object' && errors.codes !== null,
    offeredPerSecond: orNull(result.offeredPerSecond),
    sustainableRate: orNull(result.sustainableRate),
    bottleneck: bottleneck === null || isNumber(bottleneck?.limitPerSecond),
    replications: isNumber(result.replications),
    seed: typeof result.seed === 'string',
    slo: Array.isArray(result.slo) && result.slo.every(({ rule }) => typeof rule === 'string'),
  };
  const wrong = Object.keys(parts).find((part) => !parts[part]);
  if (wrong === undefined) return result;
  throw new BadInput(`${printable(place)}: ${wrong} is not as dynosim ${printable(String(result.dynosim))} writes it`);
}
