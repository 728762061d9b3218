import { certainty, setting, shown } from './label.ts';
import { type LoadLimit, loadLimit } from './load-limit.ts';
import type { Design, LoadPoint } from './load-points.ts';
import { type LatencyObjective, latencyObjectives, spanOf } from './objective.ts';
import { atMost, duration, percent, rate, significant } from './quantity.ts';

/** The objective that is drawn: of several the one that gives out first. */
export function bindingLimit(design: Design): LoadLimit | undefined {
  const limits = latencyObjectives(design.points[0]!.result).map((objective) => loadLimit(design, objective));
  return limits.sort((a, b) => (a.safe ?? 0) - (b.safe ?? 0) || Number(a.isOpen) - Number(b.isOpen))[0];
}

/** The finding for one design, out of the data. */
export function loadTitle(design: Design): string {
  const steady = design.points.filter(({ state }) => state === 'steady');
  const [first, last] = [steady[0], steady.at(-1)];
  if (first === undefined || last === undefined) return withoutFigures(design);
  const limit = bindingLimit(design);
  if (limit === undefined) return withoutObjective(first, last);
  const { objective, safe } = limit;
  if (safe === undefined) return missedFromTheStart(design, objective, first);
  const earlier = missedEarlier(design, safe);
  if (earlier)
    return `${shown(earlier.rule)} is missed from ${rate(earlier.load)} on; ${objective.text} ${upTo(limit, last, design)}`;
  if (steady.length === 1) return `${objective.text} holds at ${rate(first.load)}`;
  return `${named(objective)} stays under ${duration(objective.bound)} ${upTo(limit, last, design)}`;
}

function upTo({ safe, isOpen }: LoadLimit, last: LoadPoint, { points }: Design): string {
  const isEverywhere = isOpen && last === points.at(-1);
  return isEverywhere ? `at every load shown, up to ${rate(last.load)}` : `up to ${promised(safe!)}`;
}

/** A load that may be promised, never rounded up. */
export function promised(load: number): string {
  return `${significant(atMost(load))} requests per second`;
}

function named({ text }: LatencyObjective): string {
  return text.split(' ')[0]!;
}

function missedFromTheStart({ points }: Design, objective: LatencyObjective, first: LoadPoint): string {
  const { value, low } = first.result.latencyMs[objective.key];
  const isSure = (low ?? value ?? 0) >= objective.bound;
  const where = points.length === 1 ? `at ${rate(first.load)}` : `even at ${rate(first.load)}, the smallest load shown`;
  if (!isSure) return `${objective.text} is too close to call ${where}`;
  return `${named(objective)} is over ${duration(objective.bound)} ${where}`;
}

function withoutObjective(first: LoadPoint, last: LoadPoint): string {
  const p95 = ({ result }: LoadPoint): string => duration(result.latencyMs.p95.value!);
  if (first === last) return `p95 is ${p95(first)} at ${rate(first.load)}`;
  return `p95 is ${p95(first)} at ${rate(first.load)} and ${p95(last)} at ${rate(last.load)}`;
}

/** The title where no load has response times. */
function withoutFigures({ points }: Design): string {
  const isSaturated = points.some(({ state }) => state === 'saturated');
  if (points.length === 1) return `${isSaturated ? 'Saturated' : 'No request succeeds'} at ${rate(points[0]!.load)}`;
  return isSaturated ? 'No load shown has a response time: saturated' : 'No request succeeds at any load shown';
}

/** What was simulated, how sure it is, and what a reader could miss. */
export function loadSubtitle(design: Design): string[] {
  const results = design.points.map(({ result }) => result);
  return [setting(results[0]!), certainty('Bands', results), ...missing(design.points), ...otherObjectives(design)];
}

function missing(points: readonly LoadPoint[]): string[] {
  const failures = points.filter(({ state, result }) => state === 'steady' && (result.errors.rate.value ?? 0) > 0);
  const worst = Math.max(0, ...failures.map(({ result }) => result.errors.rate.value!));
  return [
    ...(points.some(({ state }) => state === 'saturated')
      ? ['× saturated: the queue grows, no response time is true']
      : []),
    ...piling(points),
    ...(points.some(({ state }) => state === 'failed') ? ['+ every request fails: there is no response time'] : []),
    ...(worst > 0 ? [`Failed requests, ${percent(worst)} at most, count with the time until their failure`] : []),
  ];
}

/** A run with an end has response times beyond the limit, too. */
function piling(points: readonly LoadPoint[]): string[] {
  const beyond = points.find(
    ({ state, load, result }) => state === 'steady' && load >= (result.bottleneck?.limitPerSecond ?? Infinity),
  );
  if (beyond?.result.horizon !== 'terminating') return [];
  return ['Beyond saturation the queue grows to the end of the run: the longer it is, the longer the times'];
}

/** Where an objective that is no line of this chart is missed from the start, and the title tells of the line. */
function otherObjectives(design: Design): string[] {
  const safe = bindingLimit(design)?.safe;
  const missed = safe === undefined ? missedEarlier(design, safe) : undefined;
  return missed ? [`Another objective is missed from ${rate(missed.load)} on: ${shown(missed.rule)}`] : [];
}

/** An objective that is no line of this chart and is missed before the one that is, at the load up to which that is `safe`. */
function missedEarlier(
  design: Design,
  safe: number | undefined,
): { readonly rule: string; readonly load: number } | undefined {
  const drawn = new Set(latencyObjectives(design.points[0]!.result).map(({ text }) => text.replaceAll(' ', '')));
  for (const { load, result, state } of design.points) {
    if (state !== 'steady' || (safe !== undefined && load > safe)) continue;
    const missed = result.slo.find(({ rule, holds }) => holds === 'no' && !drawn.has(rule.replaceAll(' ', '')));
    if (missed !== undefined) return { rule: missed.rule, load };
  }
  return undefined;
}

/** Why there is no response time at any load, for the middle of the picture. */
export function loadReason({ points }: Design): string {
  const saturated = points.find(({ state }) => state === 'saturated');
  if (saturated === undefined) {
    const codes = Object.entries(points[0]!.result.errors.codes).filter(([, count]) => count > 0);
    return `Every request fails (${codes.map(([code]) => shown(code, 20)).join(', ') || 'without an answer'}), so there is no response time of the app to show.`;
  }
  const { sustainableRate } = saturated.result;
  const able = sustainableRate === null ? '' : `: ${rate(sustainableRate)} can be served`;
  return `${rate(saturated.load)} arrive, more than the app can serve${able}. Response times grow for as long as the load lasts, so no figure would be true.`;
}

/** The finding for several designs: which of them holds its objective furthest. */
export function designsTitle(all: readonly Design[]): string {
  const limits = all.map((design) => ({ label: design.label, limit: bindingLimit(design) }));
  const known = limits.filter(({ limit }) => limit?.safe !== undefined);
  if (known.length === 0) return lowestTail(all);
  const best = known.reduce((a, b) => (b.limit!.safe! > a.limit!.safe! ? b : a));
  return `${best.label} holds ${best.limit!.objective.text} furthest: up to ${rate(atMost(best.limit!.safe!))}`;
}

function lowestTail(all: readonly Design[]): string {
  const isBound = all.some((design) => bindingLimit(design) !== undefined);
  const any = all.some(({ points }) =>
    points.some(({ state, result }) => state === 'steady' && spanOf(result.latencyMs.p95)),
  );
  if (!any) return 'No design has a response time at the loads shown';
  return isBound ? 'No design keeps its objective at the loads shown' : `p95 of ${all.length} designs by load`;
}
