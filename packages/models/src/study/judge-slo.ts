import { NO_FIGURE } from '../measure/pool.ts';
import type { Figure, Percentiles, SloResult } from '../measure/result.ts';
import { type Slo, sloFigures } from '../scenario/slo.ts';

/** The figures that an objective can bound. */
export interface Measured {
  readonly latencyMs: Percentiles;
  readonly queueMean: Figure;
  readonly errorRate: Figure;
  /** Highest memory of a dyno over its quota, of a run. */
  readonly memoryShare: Figure;
  /** Share of the outcomes with this code. */
  readonly codeRate: (code: string) => Figure;
  readonly saturated: boolean;
  /** True where the figures are known to be too low. */
  readonly isUnsettled: boolean;
}

/** Every objective against its interval: held, missed, or not decided by what was simulated. */
export function judgeSlos(slos: readonly Slo[], measured: Measured): SloResult[] {
  return slos.map((slo) => judge(slo, measured));
}

function judge(slo: Slo, measured: Measured): SloResult {
  const isShare = sloFigures[slo.figure] === 'share';
  const value = isShare ? shareOf(slo, measured) : figureOf(slo, measured);
  if (measured.saturated) return { rule: slo.rule, value: NO_FIGURE, holds: 'no' };
  if (isShare && slo.operator === '=' && slo.bound === 0) return { rule: slo.rule, value, holds: isNone(value) };
  const bound = isShare ? slo.bound : slo.bound * 1000;
  const said = holds(slo.operator, value, bound);
  return { rule: slo.rule, value, holds: said === 'yes' && measured.isUnsettled ? 'unsure' : said };
}

/** `H12 = 0` holds if none was seen: that there never will be one is more than a simulation can say. */
function isNone({ value }: Figure): SloResult['holds'] {
  if (value === null) return 'unsure';
  return value === 0 ? 'yes' : 'no';
}

function shareOf({ figure }: Slo, { errorRate, codeRate, memoryShare }: Measured): Figure {
  if (figure === 'memory') return memoryShare;
  return figure === 'errors' ? errorRate : codeRate(figure);
}

function figureOf(slo: Slo, { latencyMs, queueMean }: Measured): Figure {
  if (slo.figure === 'queue') return queueMean;
  return latencyMs[slo.figure as 'mean'];
}

/** Yes if the rule holds at both ends of the interval, no if at neither. */
function holds(operator: Slo['operator'], { value, low, high }: Figure, bound: number): SloResult['holds'] {
  if (value === null) return 'unsure';
  const ends = [low ?? value, high ?? value].map((x) => compare(operator, x, bound));
  if (ends[0] === ends[1]) return ends[0] ? 'yes' : 'no';
  return 'unsure';
}

function compare(operator: Slo['operator'], x: number, bound: number): boolean {
  switch (operator) {
    case '<':
      return x < bound;
    case '<=':
      return x <= bound;
    case '>':
      return x > bound;
    case '>=':
      return x >= bound;
    case '=':
      return x === bound;
  }
}
