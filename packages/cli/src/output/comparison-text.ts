import { styleText } from 'node:util';
import type { ComparisonResult, Difference, Figure } from '@dynosim/models';
import { documentDifferences } from '@dynosim/models';
import { noteLines } from './background-text.ts';
import { comparisonSentence } from './comparison-sentence.ts';
import { printable, shortened } from './printable.ts';
import { durationText, percentText, rateText, significant } from './quantity-text.ts';
import { sectionsText } from './sections.ts';
import { headline } from './text.ts';
import { WIDTH, wrapped } from './wrapped.ts';

/** Differing values shown; more of them are another scenario. */
const SHOWN = 6;

/** A comparison for a person: the answer first, then every figure of both, then what it rests on. */
export function comparisonText(result: ComparisonResult, notes: readonly string[], isColoured: boolean): string {
  return sectionsText([
    [`A  ${shortened(headline(result.a), WIDTH - 3)}`, `B  ${shortened(headline(result.b), WIDTH - 3)}`],
    changeLines(result),
    answerLines(result, isColoured),
    result.pairs === 0 ? [] : tableLines(result),
    result.pairs === 0 ? [] : basisLines(result),
    noteLines([...result.a.notes.map((note) => ofWhich(note, result)), ...onlyOfB(result), ...notes]),
  ]);
}

/** Which values of the scenario B has changed. */
function changeLines({ a, b }: ComparisonResult): string[] {
  const differences = documentDifferences(a.scenario, b.scenario).filter(({ path }) => path !== 'name');
  if (differences.length === 0) return ['A and B say the same'];
  const width = Math.max(...differences.slice(0, SHOWN).map(({ path }) => path.length));
  const lines = differences
    .slice(0, SHOWN)
    .map(({ path, a, b }) => shortened(`  ${path.padEnd(width)}  ${shown(a)} → ${shown(b)}`, WIDTH));
  const hidden = differences.length - SHOWN;
  return ['What differs', ...lines, ...(hidden > 0 ? [`  and ${hidden} more`] : [])];
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function answerLines(result: ComparisonResult, isColoured: boolean): string[] {
  const lines = wrapped(comparisonSentence(result), '', '');
  return isColoured ? lines.map((line) => styleText('bold', line, { validateStream: false })) : lines;
}

interface Row {
  readonly label: string;
  readonly difference: Difference;
  readonly text: (value: number) => string;
  /** Shares are compared in points of a hundred: twice of almost nothing is still almost nothing. */
  readonly inPoints?: boolean;
}

function tableLines({ differences: d, pairs }: ComparisonResult): string[] {
  const rows: Row[] = [
    { label: 'p50', difference: d.p50Ms, text: durationText },
    { label: 'p95', difference: d.p95Ms, text: durationText },
    { label: 'p99', difference: d.p99Ms, text: durationText },
    { label: 'mean', difference: d.meanMs, text: durationText },
    { label: 'Answers per second', difference: d.throughputPerSecond, text: rateText },
    { label: 'Failed requests', difference: d.errorRate, text: percentText, inPoints: true },
    { label: 'Workers busy', difference: d.workersUtilisation, text: percentText, inPoints: true },
    { label: 'CPU busy', difference: d.cpuUtilisation, text: percentText, inPoints: true },
  ];
  const sure = pairs === 1 ? '' : '   95 % sure it lies within';
  return [
    `${'Response time'.padEnd(18)}${'A'.padStart(10)}${'B'.padStart(11)}${'B against A'.padStart(14)}${sure}`,
    ...rows.map(rowLine),
    ...priceLines(d.costPerMonthUsd),
  ];
}

function rowLine({ label, difference: { a, b, difference, ratio }, text, inPoints = false }: Row): string {
  const [of, unit] = inPoints ? [difference, ' pt'] : [changeOf(ratio), ' %'];
  const value = (figure: Figure): string => (figure.value ? text(figure.value) : 'none');
  if (!a.value && !b.value) return `${label.padEnd(18)}${'none'.padStart(10)}${'none'.padStart(11)}`;
  const range = of.low === null || of.high === null ? '' : `   ${signed(of.low)} to ${signed(of.high)}${unit}`;
  const change = of.value === null ? '' : signed(of.value) + unit;
  return `${label.padEnd(18)}${value(a).padStart(10)}${value(b).padStart(11)}${change.padStart(14)}${range}`.trimEnd();
}

function changeOf({ value, low, high }: Figure): Figure {
  const less = (x: number | null): number | null => (x === null ? null : x - 1);
  return { value: less(value), low: less(low), high: less(high) };
}

/** `+38.2`, `-0.31`, of a fraction: in hundredths, without digits that nobody needs. */
function signed(fraction: number): string {
  const percent = fraction * 100;
  const digits = Math.abs(percent) < 10 ? 2 : Math.abs(percent) < 1000 ? 1 : 0;
  const text = Math.abs(percent).toFixed(digits);
  if (Number(text) === 0) return '0';
  return `${percent < 0 ? '-' : '+'}${text}`;
}

function priceLines({ a, b, difference }: Difference): string[] {
  if (a.value === null && b.value === null) return [];
  const usd = (figure: Figure): string => (figure.value === null ? 'none' : `${figure.value} USD`);
  const change =
    difference.value === null ? '' : `${difference.value < 0 ? '-' : '+'}${Math.abs(difference.value)} USD`;
  return [`${'Price a month'.padEnd(18)}${usd(a).padStart(10)}${usd(b).padStart(11)}${change.padStart(14)}`.trimEnd()];
}

function basisLines({ a, pairs, precision, differences, seed }: ComparisonResult): string[] {
  const runs = pairs === 1 ? 'one pair of runs' : `${pairs} pairs of runs`;
  const warmup = a.warmupSeconds > 0 ? ` after ${durationText(a.warmupSeconds * 1000)} of warm-up` : '';
  const total = significant(a.requests.arrived * pairs);
  const basis = `Simulated: ${runs} of ${durationText(a.simulatedSeconds * 1000)}${warmup}, ${total} requests each, seed ${shortened(seed, 20)}`;
  return [...wrapped(basis, '', '  '), ...precisionLines(precision), ...savingLines(differences)];
}

function precisionLines({ wanted, reached }: ComparisonResult['precision']): string[] {
  if (wanted === null || reached === null) return [];
  const outcome = reached <= wanted ? 'reached' : 'not reached';
  const text = `Precision ${outcome}: differences to ±${percentText(reached)} of the larger, wanted ±${percentText(wanted)}`;
  return wrapped(text, '', '  ');
}

/** What the same requests for both were worth. */
function savingLines({ meanMs, p95Ms, p99Ms }: ComparisonResult['differences']): string[] {
  const [mean, p95, p99] = [meanMs, p95Ms, p99Ms].map(({ varianceReduction }) => varianceReduction);
  if (mean == null || p95 == null || p99 == null) return [];
  const [m, q, t] = [mean, p95, p99].map(significant);
  const text = `The same requests for both: worth ${q} times as many runs for p95, ${t} for p99, ${m} for the mean`;
  return wrapped(text, '', '  ');
}

/** A note that is true of both needs no letter. */
function ofWhich(note: string, { b }: ComparisonResult): string {
  return b.notes.includes(note) ? note : `A: ${printable(note)}`;
}

function onlyOfB({ a, b }: ComparisonResult): string[] {
  return b.notes.filter((note) => !a.notes.includes(note)).map((note) => `B: ${printable(note)}`);
}
