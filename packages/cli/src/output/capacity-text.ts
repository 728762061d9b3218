import type { Capacity, CapacityPoint } from '@dynosim/models';
import { noteLines } from './background-text.ts';
import { bold } from './colour.ts';
import { whatGives } from './limit-text.ts';
import { printable, shortened } from './printable.ts';
import {
  durationFigure,
  headroomText,
  inOne,
  percentText,
  rateFigure,
  rateText,
  significant,
} from './quantity-text.ts';
import { sectionsText } from './sections.ts';
import { headline } from './text.ts';
import { WIDTH, wrapped } from './wrapped.ts';

/** A capacity for a person: the answer, the curve, what it rests on. */
export function capacityText(capacity: Capacity, isColoured: boolean): string {
  return sectionsText([
    [shortened(headline(capacity), WIDTH)],
    answerLines(capacity, isColoured),
    curveLines(capacity),
    basisLines(capacity),
    noteLines(capacity.notes),
  ]);
}

function answerLines(capacity: Capacity, isColoured: boolean): string[] {
  const { headroom } = capacity;
  const [word, rest] = answer(capacity);
  const [first, ...more] = wrapped(`${word} ${rest}`, '', '  ');
  const colour = headroom === null ? 'yellow' : headroom < 0 ? 'red' : 'green';
  const shown = bold(word, colour, isColoured);
  return [shown + first!.slice(word.length), ...more, ...todayLines(capacity), ...saturationLines(capacity)];
}

function answer(capacity: Capacity): [string, string] {
  const { ending, impossible, rule, saturationPerSecond } = capacity;
  const limit = loadFigure(capacity);
  switch (ending) {
    case 'objective':
      return [`holds up to ${inOne(limit)}${unitName(capacity)}:`, `there ${spaced(rule)} breaks`];
    case 'saturation':
      if (rule === null && capacity.scenario.slo === undefined) return withoutRules(capacity);
      return [
        `holds up to ${limit.value}${unitName(capacity)} at least:`,
        `all objectives hold up to ${percentText(capacity.limit.value! / capacity.limit.high!)} of saturation` +
          (saturationPerSecond === null ? '' : `, which is ${inOne(rateFigure(saturationPerSecond))}`),
      ];
    case 'impossible':
      return ['impossible:', impossibleText(capacity, impossible)];
    case 'unbounded':
      return [`holds up to ${limit.value}${unitName(capacity)} at least:`, 'no load that was tried breaks a rule'];
    case 'interrupted':
      return ['interrupted:', soFar(capacity)];
  }
}

function withoutRules(capacity: Capacity): [string, string] {
  const isClosed = capacity.limit.quantity === 'clients';
  const what = isClosed
    ? `from there on more clients only wait longer`
    : `the queue grows without end beyond, and response times pass every bound before`;
  return [
    `saturates at ${inOne(loadFigure(capacity))}${unitName(capacity)}:`,
    `${what}. No objective is stated; for the load that holds one add --set 'slo=[p95 < 500ms]'`,
  ];
}

function impossibleText({ rule }: Capacity, impossible: Capacity['impossible']): string {
  if (impossible.length === 0) return `${spaced(rule)} fails at the smallest load that was tried`;
  return impossible
    .map(({ rule: broken, figure, demandMs }) => {
      const alone = inOne(durationFigure({ value: demandMs, low: null, high: null }));
      return `${spaced(broken)}, but the demand alone has a ${figure} of ${alone}, before any queue`;
    })
    .join('; ');
}

function soFar({ limit }: Capacity): string {
  const held =
    limit.low === null || limit.low === 0 ? 'no load is known to hold yet' : `${loadText(limit, limit.low)} holds`;
  return limit.high === null ? held : `${held}, ${loadText(limit, limit.high)} does not`;
}

function todayLines(capacity: Capacity): string[] {
  const { limit, today, headroom, ending } = capacity;
  if (headroom === null || ending === 'impossible') return [];
  const now = loadText(limit, today);
  if (limit.quantity === 'clients' && ending === 'saturation') return [`Today ${now}`];
  if (headroom < 0) return [`Today ${now}: ${percentText(-headroom)} too much`];
  const isOpen = ending === 'saturation' && limit.value! < (limit.high ?? limit.value!);
  const more = ending === 'unbounded' || isOpen ? ' at least' : '';
  return [`Today ${now}: headroom${more} ${headroomText(headroom)}`];
}

function saturationLines({ limitedBy, saturationPerSecond, ending }: Capacity): string[] {
  if (saturationPerSecond === null || limitedBy === null || ending !== 'objective') return [];
  const latest = saturationPerSecond.low === null ? ' at the latest' : '';
  const at = `${inOne(rateFigure(saturationPerSecond))}${latest}`;
  return wrapped(`${capital(whatGives(limitedBy))} out at ${at}, whatever the objectives`, '', '  ');
}

const HEADINGS = ['mean', 'p95', 'p99', 'failed', 'workers', 'CPU'];
const MOST_ROWS = 10;

function curveLines(capacity: Capacity): string[] {
  if (capacity.points.length === 0) return [];
  const { limit } = capacity;
  const title = limit.quantity === 'clients' ? 'Clients' : limit.quantity === 'scale' ? 'Multiple' : 'Rate';
  const hasRules = (capacity.scenario.slo ?? []).length > 0;
  return [
    `${title.padEnd(10)}${HEADINGS.map((heading) => heading.padStart(10)).join('')}${hasRules ? '   holds' : ''}`,
    ...thinned(capacity.points).map((point) => rowOf(point, limit, hasRules)),
  ];
}

function rowOf(point: CapacityPoint, limit: Capacity['limit'], hasRules: boolean): string {
  const times = [point.meanMs, point.p95Ms, point.p99Ms].map((figure) => durationFigure(figure).value);
  const shares = [point.errorRate.value ?? 0, point.utilisation.workers, point.utilisation.cpu];
  const failed = shares[0] === 0 ? 'none' : percentText(shares[0]!);
  const cells = [...times, failed, percentText(shares[1]!), percentText(shares[2]!)];
  const holds = hasRules ? `   ${point.holds}` : '';
  return `${loadText(limit, point.load).padEnd(10)}${cells.map((cell) => cell.padStart(10)).join('')}${holds}`;
}

/** Of loads that lie close together the one that was simulated longest. */
function thinned(points: readonly CapacityPoint[]): CapacityPoint[] {
  const least = (points.at(-1)!.load - points[0]!.load) / (2 * MOST_ROWS);
  const chosen: CapacityPoint[] = [];
  for (const point of points.toSorted((a, b) => b.requests - a.requests)) {
    if (chosen.every(({ load }) => Math.abs(load - point.load) > least)) chosen.push(point);
  }
  return chosen.toSorted((a, b) => a.load - b.load);
}

function basisLines({ requests, seed, precision, confidence, ending }: Capacity): string[] {
  if (requests.inAll === 0) return [];
  const reached =
    precision.reached === null || ending !== 'objective' ? '' : `, limit known to ±${percentText(precision.reached)}`;
  return wrapped(
    `Simulated: ${significant(requests.inAll)} requests, seed ${shortened(seed, 20)}${reached} (${percentText(confidence)} sure)`,
    '',
    '  ',
  );
}

function loadFigure({ limit }: Capacity): ReturnType<typeof rateFigure> {
  if (limit.quantity === 'rate') return rateFigure(limit);
  const text = (x: number): string => loadText(limit, x);
  const range =
    limit.low === null || limit.high === null || limit.low === limit.high
      ? undefined
      : `${text(limit.low)} to ${text(limit.high)}`;
  return { value: limit.value === null ? 'none' : text(limit.value), range, unit: '' };
}

function loadText({ quantity }: Capacity['limit'], load: number): string {
  if (quantity === 'rate') return rateText(load);
  return quantity === 'clients' ? String(load) : `${significant(load)} x`;
}

/** What a bare number counts. */
function unitName({ limit, scenario }: Capacity): string {
  if (limit.quantity === 'clients') return ' clients';
  if (limit.quantity === 'rate') return '';
  return scenario.traffic.on ? ' these bursts' : scenario.traffic.profile ? ' this profile' : ' this replay';
}

/** `p95 < 400 ms`, however it was written. */
function spaced(rule: string | null): string {
  const parts = /^\s*([\w-]+)\s*(<=|>=|<|>|=)\s*([\d.]+)\s*(.*?)\s*$/.exec(rule ?? '');
  return printable(parts === null ? (rule ?? '') : parts.slice(1).join(' ').trim());
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
