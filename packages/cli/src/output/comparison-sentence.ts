import type { ComparisonResult, Difference, DifferenceName, Result } from '@dynosim/models';
import { percentText, significant } from './quantity-text.ts';
import { verdictText } from './verdict-text.ts';

/** The figure that an answer in one sentence is about: the one that A's first objective bounds, or p99. */
const HEADLINES: Readonly<Record<string, { readonly name: DifferenceName; readonly words: string }>> = {
  mean: { name: 'meanMs', words: 'mean response time' },
  p50: { name: 'p50Ms', words: 'p50' },
  p95: { name: 'p95Ms', words: 'p95' },
  p99: { name: 'p99Ms', words: 'p99' },
};

/** From this ratio on "2.4 times as high" is easier to grasp than "140 % higher". */
const TIMES = 2;

/** What the comparison says, in a sentence. */
export function comparisonSentence(result: ComparisonResult): string {
  const { a, b, differences } = result;
  const saturated = [a, b].filter(({ verdict }) => verdict === 'saturated').length;
  if (saturated > 0) return saturatedSentence(a, b);
  if (a.fingerprint === b.fingerprint && differences.meanMs.difference.value === 0)
    return `no difference at all: A and B do the same to every request${money(differences.costPerMonthUsd)}`;
  const { name, words } = headlineFigure(a);
  return (
    sentence(words, differences[name], result) + failures(differences.errorRate) + money(differences.costPerMonthUsd)
  );
}

function headlineFigure({ slo }: Result): { readonly name: DifferenceName; readonly words: string } {
  const bounded = slo.map(({ rule }) => HEADLINES[/^\s*([\w-]+)/.exec(rule)?.[1] ?? '']).find(Boolean);
  return bounded ?? HEADLINES['p99']!;
}

function saturatedSentence(a: Result, b: Result): string {
  const why = 'Response times of a saturated system only tell how long it was watched: there is nothing to compare';
  const said = (result: Result): string => verdictText(result).reason;
  if (a.verdict === b.verdict) return `A and B are both saturated. A: ${said(a)}. B: ${said(b)}. ${why}`;
  const [lost, other] = a.verdict === 'saturated' ? ['A', 'B'] : ['B', 'A'];
  return `${lost} is saturated, ${other} is not. ${lost}: ${said(lost === 'A' ? a : b)}. ${why}`;
}

function sentence(words: string, { difference, ratio }: Difference, { precision, pairs }: ComparisonResult): string {
  const { value, low, high } = ratio;
  if (difference.value === null || value === null) return `no ${words} to compare: no request was answered`;
  if (low === null || high === null) return `B's ${words} is ${change(value)}`;
  if (low <= 1 && high >= 1) {
    const [down, up] = [percentText(1 - low), percentText(high - 1)];
    return `no difference in ${words} can be shown: B's is between ${down} lower and ${up} higher${advice(precision, pairs)}`;
  }
  return `B's ${words} is ${change(value)}, 95 % sure between ${range(low, high)}`;
}

function advice({ wanted, reached }: ComparisonResult['precision'], pairs: number): string {
  if (wanted === null) return ` (--replications ${pairs * 4} looks closer)`;
  const finer = Math.min(wanted, reached ?? wanted) / 4;
  return finer < 0.001 ? '' : ` (--precision ${Number((finer * 100).toPrecision(1))}% looks closer)`;
}

function change(ratio: number): string {
  if (ratio >= TIMES) return `${significant(ratio)} times as high`;
  if (ratio === 1) return 'the same';
  return ratio < 1 ? `${percentText(1 - ratio)} lower` : `${percentText(ratio - 1)} higher`;
}

function range(low: number, high: number): string {
  if (low >= TIMES) return `${significant(low)} and ${significant(high)} times`;
  const [from, to] = low > 1 ? [low - 1, high - 1] : [1 - high, 1 - low];
  return `${significant(from * 100)} and ${percentText(to)}`;
}

/** A response time that is lower because requests fail is no gain: the sentence has to say so. */
function failures({ a, b, difference }: Difference): string {
  const { low, high } = difference;
  if (low === null || high === null || (low <= 0 && high >= 0)) return '';
  return `; ${percentText(b.value!)} of its requests fail instead of ${percentText(a.value!)}`;
}

function money({ difference: { value } }: Difference): string {
  if (value === null) return '';
  if (value === 0) return '; it costs the same';
  return `; it costs ${Math.abs(value)} USD ${value > 0 ? 'more' : 'less'} a month`;
}
