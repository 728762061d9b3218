import type { Parsed, Path } from './problem.ts';
import { DURATION, parseQuantity, SHARE } from './units.ts';

/** A figure that an objective can bound, and the kind of number that it is. */
export const sloFigures = {
  mean: 'duration',
  p50: 'duration',
  p90: 'duration',
  p95: 'duration',
  p99: 'duration',
  p999: 'duration',
  queue: 'duration',
  errors: 'share',
} as const;

export type SloFigure = keyof typeof sloFigures;

/** A service level objective such as `p95 < 400ms`. */
export interface Slo {
  readonly rule: string;
  readonly figure: SloFigure;
  readonly operator: '<' | '<=' | '>' | '>=' | '=';
  /** [s] or a fraction. */
  readonly bound: number;
}

const RULE = /^\s*([A-Za-z0-9-]+)\s*(<=|>=|<|>|=)\s*(.+?)\s*$/;

export function readSlo(rule: string, path: Path): Parsed<Slo> {
  const match = RULE.exec(rule);
  const figure = match?.[1] as SloFigure | undefined;
  if (!match || !figure || !(figure in sloFigures)) {
    const figures = Object.keys(sloFigures).join(', ');
    return {
      ok: false,
      problems: [
        { path, rule: `expected a rule such as p95 < 400ms, got ${JSON.stringify(rule)}`, hint: `figures: ${figures}` },
      ],
    };
  }
  const isShare = sloFigures[figure] === 'share';
  const bound = parseBound(match[3]!, isShare);
  if (Number.isNaN(bound)) {
    const form = isShare ? 'a percentage such as 0.1%' : 'a duration such as 400ms';
    return {
      ok: false,
      problems: [{ path, rule: `${figure} is bounded by ${form}, got ${JSON.stringify(match[3])}` }],
    };
  }
  return { ok: true, value: { rule, figure, operator: match[2] as Slo['operator'], bound } };
}

function parseBound(text: string, isShare: boolean): number {
  if (text === '0') return 0;
  return parseQuantity(isShare ? SHARE : DURATION, text);
}
