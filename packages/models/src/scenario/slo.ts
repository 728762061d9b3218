import { Outcome, outcomeNames } from '../request/outcome.ts';
import type { Parsed, Path } from './problem.ts';
import { DURATION, parseQuantity, SHARE } from './units.ts';

const figures = {
  mean: 'duration',
  p50: 'duration',
  p90: 'duration',
  p95: 'duration',
  p99: 'duration',
  p999: 'duration',
  queue: 'duration',
  errors: 'share',
  memory: 'share',
} as const;

const codes = outcomeNames.filter((_, code) => code !== Outcome.pending && code !== Outcome.ok);

/** A figure that an objective can bound, and the kind of number that it is; a code such as H12 is a share of requests. */
export const sloFigures: Readonly<Record<string, 'duration' | 'share'>> = {
  ...figures,
  ...Object.fromEntries(codes.map((name) => [name, 'share' as const])),
};

/** A key of `sloFigures`. */
export type SloFigure = string;

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
  if (!match || !figure || !Object.hasOwn(sloFigures, figure)) {
    const hint = `figures: ${Object.keys(figures).join(', ')}, and codes such as H12 or 503`;
    const expected = `expected a rule such as p95 < 400ms, got ${JSON.stringify(rule)}`;
    return { ok: false, problems: [{ path, rule: expected, hint }] };
  }
  const isShare = sloFigures[figure] === 'share';
  const bound = parseBound(match[3]!, isShare);
  if (Number.isNaN(bound)) {
    const usual = figure === 'memory' ? '90%' : '0.1%';
    const form = isShare ? `a percentage such as ${usual}` : 'a duration such as 400ms';
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
