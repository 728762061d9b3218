import { type Figure, type Result, readSlo } from '@dynosim/models';
import { duration } from './quantity.ts';

/** A figure of response times that an objective can bound. */
export type LatencyKey = 'mean' | 'p50' | 'p90' | 'p95' | 'p99' | 'p999';

/** An upper bound of a response time, out of a scenario's `slo`. */
export interface LatencyObjective {
  readonly key: LatencyKey;
  /** [ms]. */
  readonly bound: number;
  /** `p95 < 600 ms`. */
  readonly text: string;
}

const KEYS: readonly string[] = ['mean', 'p50', 'p90', 'p95', 'p99', 'p999'];

/** The objectives of a result that can be drawn as a line on an axis of response times. */
export function latencyObjectives({ scenario }: Result): LatencyObjective[] {
  return (scenario.slo ?? []).flatMap((rule) => {
    const slo = readSlo(rule, []);
    if (!slo.ok || !KEYS.includes(slo.value.figure) || !slo.value.operator.startsWith('<')) return [];
    const key = slo.value.figure as LatencyKey;
    const bound = slo.value.bound * 1000;
    return [{ key, bound, text: `${keyText(key)} ${slo.value.operator} ${duration(bound)}` }];
  });
}

/** `p99.9` for `p999`. */
export function keyText(key: LatencyKey): string {
  return key === 'p999' ? 'p99.9' : key;
}

/** A figure whose ends are known even where there is no interval: then they are the value. */
export interface Span {
  readonly ms: number;
  readonly low: number;
  readonly high: number;
}

/** Undefined where there is no value, or none that a logarithmic axis has a place for. */
export function spanOf({ value, low, high }: Figure): Span | undefined {
  return value === null || value <= 0
    ? undefined
    : { ms: value, low: low ?? value, high: high === null || high === Number.POSITIVE_INFINITY ? value : high };
}

/** The same where a logarithmic axis can show it: an interval that reaches zero goes on a decade below the value. */
export function onLogAxis({ ms, low, high }: Span): Span {
  return { ms, low: low > 0 ? low : ms / 10, high };
}

/** `408 ms (399 ms to 416 ms)`. */
export function spanText({ ms, low, high }: Span): string {
  return low === high ? duration(ms) : `${duration(ms)} (${duration(Math.max(0, low))} to ${duration(high)})`;
}
