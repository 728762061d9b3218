import type { Candidate, Figure, Plan } from '@dynosim/models';
import { noteLines } from './background-text.ts';
import { bold } from './colour.ts';
import { printable, shortened } from './printable.ts';
import {
  durationFigure,
  headroomText,
  inOne,
  MANY_TIMES,
  percentText,
  significant,
  wholeText,
} from './quantity-text.ts';
import { sectionsText } from './sections.ts';
import { WIDTH, wrapped } from './wrapped.ts';

/** A plan for a person: what to order, what else there is, and why the rest is out. */
export function planText(plan: Plan, isColoured: boolean): string {
  return sectionsText([
    [shortened(headline(plan), WIDTH)],
    answerLines(plan, isColoured),
    tableLines(plan),
    frontLines(plan),
    rejectedLines(plan),
    basisLines(plan),
  ]);
}

function headline({ scenario, objectives, spare }: Plan): string {
  const { rate, clients } = scenario.traffic;
  const load = rate !== undefined ? `${rate}, ` : clients !== undefined ? `${clients} clients, ` : '';
  const lost = spare === 0 ? '' : `, with ${spare} dyno${spare === 1 ? '' : 's'} lost`;
  return `${printable(scenario.name ?? 'scenario')}: ${printable(load + objectives.join(', '))}${lost}`;
}

function answerLines(plan: Plan, isColoured: boolean): string[] {
  const [first] = plan.candidates;
  if (!plan.isComplete) return wrapped('interrupted: nothing is decided yet', '', '  ');
  if (first === undefined || first.holds === 'no')
    return [bold('nothing holds', 'red', isColoured), ...whyNothing(plan)];
  const word = `cheapest: ${formationText(first)}`;
  const sure =
    plan.confidence === null
      ? 'by estimates, not surely'
      : `${percentText(plan.confidence)} sure that it holds and nothing cheaper does, give or take ${percentText(plan.indifference)} of the objective`;
  const p95 = inOne(durationFigure(first.p95Ms));
  return [
    bold(word, 'green', isColoured),
    ...wrapped(`${significant(first.costPerMonthUsd)} USD a month, p95 ${p95}, ${roomText(first)}`, '  ', '  '),
    ...wrapped(sure, '  ', '  '),
  ];
}

function whyNothing({ rejected }: Plan): string[] {
  return rejected.length === 0
    ? []
    : wrapped('No formation that was looked at keeps all objectives; the reasons are below.', '  ', '  ');
}

function formationText({ count, dyno, workers, threads }: Candidate): string {
  const each = threads > 1 ? ` of ${threads} threads` : '';
  return `${count} x ${printable(dyno)} with ${workers} worker${workers === 1 ? '' : 's'}${each}`;
}

function roomText({ headroom, limitedBy }: Candidate): string {
  if (headroom === null) return `limited by ${printable(limitedBy)}`;
  return `headroom ${headroomText(headroom)} (${printable(limitedBy)})`;
}

/** Columns after the first one, and their widths: 80 in all. */
const HEADINGS: readonly (readonly [string, number])[] = [
  ['dynos', 6],
  ['workers', 8],
  ['USD', 8],
  ['p95', 13],
  ['p99', 13],
  ['room', 7],
  ['limit', 8],
];

function tableLines({ candidates }: Plan): string[] {
  if (candidates.length === 0) return [];
  const heading = HEADINGS.map(([title, width]) => title.padStart(width)).join('');
  return [`${'Dyno'.padEnd(17)}${heading}`, ...candidates.map(rowOf)];
}

function rowOf(candidate: Candidate): string {
  const { dyno, count, workers, threads, costPerMonthUsd, p95Ms, p99Ms, holds, headroom, limitedBy } = candidate;
  const room = headroom === null ? '-' : headroom < MANY_TIMES ? `${Math.round(headroom * 100)} %` : 'ample';
  const cells = [
    String(count),
    threads > 1 ? `${workers} x ${threads}` : String(workers),
    significantUsd(costPerMonthUsd),
    withError(p95Ms),
    withError(p99Ms),
    holds === 'yes' ? room : holds,
    printable(limitedBy),
  ];
  return `${shortened(dyno, 17).padEnd(17)}${cells.map((cell, i) => cell.padStart(HEADINGS[i]![1])).join('')}`;
}

function significantUsd(usd: number): string {
  return usd < 1000 ? String(usd) : wholeText(usd);
}

/** `312 ms ±2%`. */
function withError(figure: Figure): string {
  const { value, low, high } = figure;
  const text = durationFigure(figure).value;
  if (value === null || low === null || high === null || value === 0) return text;
  if (high === Number.POSITIVE_INFINITY) return `${text} ±?`;
  return `${text} ±${Math.max(1, Math.round((50 * (high - low)) / value))}%`;
}

function frontLines({ candidates }: Plan): string[] {
  const front = candidates.filter(({ isOnFront }) => isOnFront);
  if (front.length < 2) return [];
  const steps = front.map(
    ({ costPerMonthUsd, p99Ms }) => `${significantUsd(costPerMonthUsd)} USD for ${durationFigure(p99Ms).value}`,
  );
  return wrapped(`What a lower p99 costs: ${[...new Set(steps)].join(', ')}`, '', '  ');
}

function rejectedLines({ rejected }: Plan): string[] {
  if (rejected.length === 0) return [];
  return [
    'Out',
    ...rejected.flatMap(({ family, reason }) => wrapped(`${printable(family)}: ${printable(reason)}`, '  ', '    ')),
  ];
}

function basisLines({ work, seed, assumptions, notes }: Plan): string[] {
  const kinds = `Out by theory: ${work.byTheory} kinds of formation; decided by simulation: ${work.decided}`;
  const basis = `${kinds}; ${significant(work.requests)} requests, seed ${shortened(seed, 20)}`;
  return [
    ...wrapped(basis, '', '  '),
    ...assumptions.flatMap((text) => wrapped(`Assumed: ${printable(text)}`, '', '  ')),
    ...noteLines(notes),
  ];
}
